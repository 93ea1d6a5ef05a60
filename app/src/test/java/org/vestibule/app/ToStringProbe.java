package org.vestibule.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Tells a record's hand-written {@code toString} from the compiler's. */
final class ToStringProbe {
  private ToStringProbe() {}

  /**
   * Whether the record's text form was written by hand. The compiler's own form of it names the
   * components to {@code ObjectMethods.bootstrap} joined by semicolons (JLS 8.10.3, JEP 395) for
   * toString; equals and hashCode use the same bootstrap under their own names, so the class file
   * holds an invokedynamic named {@code toString} exactly when it was not written.
   */
  static boolean isWritten(Class<?> record) {
    String file = record.getName().substring(record.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = record.getResourceAsStream(file)) {
      String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return !bytes.contains("(L" + record.getName().replace('.', '/') + ";)Ljava/lang/String;");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
