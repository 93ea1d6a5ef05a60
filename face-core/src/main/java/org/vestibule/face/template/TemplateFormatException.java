package org.vestibule.face.template;

/** Bytes are not a template or face model of ours. Its message shows none of the bytes. */
public final class TemplateFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public TemplateFormatException(String message) {
    super(message);
  }
}
