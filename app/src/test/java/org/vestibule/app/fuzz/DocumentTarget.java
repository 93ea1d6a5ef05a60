package org.vestibule.app.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vestibule.ehr.document.DocumentText;
import org.vestibule.ehr.document.MediaType;
import org.vestibule.ehr.document.Summary;
import org.vestibule.ehr.document.TripleDes;
import org.vestibule.ehr.record.SummarySentence;

/**
 * A file to be attached, from anywhere: its kind, the summary of its text, and what an older system
 * encrypted. (PDFs are read in a process of their own, with limits, and have a test of their own.)
 */
public final class DocumentTarget {
  private static final Path FILE = file();

  private DocumentTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
    if (data.consumeBoolean()) {
      byte[] key = data.consumeBytes(30);
      decrypt(key, data.consumeRemainingAsBytes());
    } else {
      summarise(data.consumeRemainingAsBytes());
    }
  }

  private static void summarise(byte[] content) {
    String type = MediaType.of(content);
    if (!type.equals(MediaType.TEXT)) {
      return;
    }
    DocumentText.of(type, content)
        .ifPresent(
            text -> {
              for (SummarySentence sentence : Summary.of(text, 3)) {
                check(sentence.page() >= 1 && sentence.page() <= text.pages().size());
                String page = text.pages().get(sentence.page() - 1).substring(sentence.offset());
                check(!sentence.text().isBlank());
                check(squeezed(page).startsWith(squeezed(sentence.text())));
              }
            });
  }

  private static String squeezed(String text) {
    return text.chars()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void decrypt(byte[] key, byte[] content) throws IOException {
    Files.write(FILE, content);
    try (InputStream plain = TripleDes.withKey(key).open(FILE)) {
      check(plain.readAllBytes().length <= content.length);
    } catch (TripleDes.DoesNotFitException refused) {
      check(!refused.getMessage().isBlank());
    }
  }

  private static Path file() {
    try {
      return Files.createTempFile("old", ".3des");
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("a document's promise is broken");
    }
  }
}
