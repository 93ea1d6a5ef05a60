package org.vestibule.app.fuzz;

import java.util.Arrays;
import org.vestibule.face.template.EigenfaceModel;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateFormatException;

/** Template and model bytes: refused, or read and written again the same to the byte. */
public final class TemplateTarget {
  private TemplateTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      same(bytes, Template.fromBytes(bytes).toBytes());
    } catch (TemplateFormatException refused) {
      require(refused);
    }
    try {
      same(bytes, EigenfaceModel.fromBytes(bytes).toBytes());
    } catch (TemplateFormatException refused) {
      require(refused);
    }
  }

  private static void same(byte[] read, byte[] written) {
    if (!Arrays.equals(read, written)) {
      throw new AssertionError("two byte sequences mean the same");
    }
  }

  private static void require(TemplateFormatException refused) {
    if (refused.getMessage() == null || refused.getMessage().isBlank()) {
      throw new AssertionError("a refusal without a sentence");
    }
  }
}
