package org.vestibule.ehr.document;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link PdfChild}: the file goes in and the text comes out by pipes, never by a file. */
final class PdfProcess {
  private static final Logger LOG = LoggerFactory.getLogger(PdfProcess.class);
  private static final long MOST_MILLIS = 20_000;
  private static final String[] FLAGS = {
    "-Xmx256m",
    "-Xss2m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-CreateCoredumpOnCrash",
    "-XX:ErrorFile=/dev/null",
    "-Djava.awt.headless=true",
    "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog"
  };

  private PdfProcess() {}

  static Optional<DocumentText> read(byte[] pdf) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!Files.isExecutable(java) && !Files.isExecutable(Path.of(java + ".exe"))) {
      LOG.warn("This Java has no launcher: documents get no summary");
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of(FLAGS));
    // Should its libraries ever need one, a temporary file is where ours are, and nowhere else.
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), PdfChild.class.getName()));
    try {
      Process child =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return text(child, pdf);
    } catch (IOException e) {
      LOG.warn("A PDF could not be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private static Optional<DocumentText> text(Process child, byte[] pdf) {
    Timer limit = new Timer("pdf-limit", true);
    limit.schedule(
        new TimerTask() {
          @Override
          public void run() {
            child.destroyForcibly();
          }
        },
        MOST_MILLIS);
    try (OutputStream to = child.getOutputStream();
        DataInputStream from =
            new DataInputStream(new BufferedInputStream(child.getInputStream()))) {
      to.write(pdf);
      to.close();
      List<String> pages = pages(from);
      return pages.isEmpty() ? Optional.empty() : Optional.of(new DocumentText(pages));
    } catch (IOException e) {
      LOG.info("A PDF has no text that can be read within the limits");
      return Optional.empty();
    } finally {
      limit.cancel();
      child.destroyForcibly();
    }
  }

  /** What came before the child ended, even if it was ended by a limit. */
  private static List<String> pages(DataInputStream from) throws IOException {
    List<String> pages = new ArrayList<>();
    int characters = 0;
    try {
      while (pages.size() < DocumentText.MOST_PAGES && characters < DocumentText.MOST_CHARACTERS) {
        int length = from.readInt();
        if (length < 0 || length > 4 * DocumentText.MOST_CHARACTERS) {
          throw new IOException("the reader of PDFs answers nonsense");
        }
        String page = new String(from.readNBytes(length), StandardCharsets.UTF_8);
        characters += page.length();
        pages.add(page);
      }
    } catch (EOFException e) {
      LOG.debug("A PDF gave {} pages", pages.size());
    }
    return pages;
  }
}
