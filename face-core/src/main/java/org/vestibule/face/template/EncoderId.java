package org.vestibule.face.template;

/**
 * Which encoder made a template. Templates of different ids are never compared.
 *
 * @param name {@code deep}, {@code eigenface}, …: lower-case letters, digits and hyphens
 * @param version grows with every change of the model; a retrained eigenface model has a new one
 */
public record EncoderId(String name, int version) {
  public EncoderId {
    if (!name.matches("[a-z0-9-]{1,32}") || version < 1) {
      throw new IllegalArgumentException("not an encoder id");
    }
  }

  /** {@code name/version}, the form the store keeps beside a template. */
  @Override
  public String toString() {
    return name + "/" + version;
  }

  /** Reads {@link #toString()}'s form. */
  public static EncoderId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not an encoder id");
    }
    return new EncoderId(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
  }
}
