package org.vestibule.face.template;

/**
 * Which encoder made a template, and under which key it was turned. Templates of different ids are
 * never compared.
 *
 * @param name {@code deep}, {@code eigenface}, …: lower-case letters, digits and hyphens
 * @param version grows with every change of the model; a retrained eigenface model has a new one
 * @param key {@link TemplateKey#id()} of the key, eight hexadecimal digits; empty for a template as
 *     the encoder gives it
 */
public record EncoderId(String name, int version, String key) {
  public EncoderId {
    if (!name.matches("[a-z0-9-]{1,32}") || version < 1 || !key.matches("([0-9a-f]{8})?")) {
      throw new IllegalArgumentException("not an encoder id");
    }
  }

  /** The id of templates as the encoder gives them. */
  public EncoderId(String name, int version) {
    this(name, version, "");
  }

  /** The same encoder's id for templates under a key. */
  public EncoderId under(TemplateKey templateKey) {
    return new EncoderId(name, version, templateKey.id());
  }

  /**
   * The encoder's id without a key: what the store keeps beside a template, {@code name/version}.
   */
  public EncoderId plain() {
    return new EncoderId(name, version);
  }

  /** {@code name/version}, or {@code name/version/key}. */
  @Override
  public String toString() {
    return name + "/" + version + (key.isEmpty() ? "" : "/" + key);
  }
}
