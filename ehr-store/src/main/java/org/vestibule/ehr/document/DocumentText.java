package org.vestibule.ehr.document;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document's text by page.
 *
 * @param pages each page's text, in order
 */
public record DocumentText(List<String> pages) {
  /** Largest file that is read, in bytes; a larger one is kept without a summary. */
  public static final int MOST_BYTES = 32 << 20;

  static final int MOST_PAGES = 200;
  static final int MOST_CHARACTERS = 1_000_000;

  public DocumentText {
    pages = List.copyOf(pages);
  }

  /** Whether documents of this type are read. */
  public static boolean isReadable(String mediaType) {
    return mediaType.equals(MediaType.TEXT) || mediaType.equals(MediaType.PDF);
  }

  /**
   * Reads a document, at most its first 200 pages and million characters. A PDF is read by a child
   * process with little memory and a time limit, since a hostile one can need any amount of both.
   *
   * @param content the whole file
   * @return empty where it holds no text, is locked, or cannot be read within the limits
   */
  public static Optional<DocumentText> of(String mediaType, byte[] content) {
    if (content.length > MOST_BYTES) {
      return Optional.empty();
    }
    Optional<DocumentText> text =
        switch (mediaType) {
          case MediaType.TEXT -> Optional.of(plain(content));
          case MediaType.PDF -> PdfProcess.read(content);
          default -> Optional.empty();
        };
    return text.filter(t -> t.pages().stream().anyMatch(p -> !p.isBlank()));
  }

  /** Pages end at form feeds. */
  private static DocumentText plain(byte[] content) {
    String all = decode(content);
    List<String> pages = new ArrayList<>();
    for (String page : all.substring(0, Math.min(all.length(), MOST_CHARACTERS)).split("\f", -1)) {
      if (pages.size() < MOST_PAGES) {
        pages.add(page);
      }
    }
    return new DocumentText(pages);
  }

  /** UTF-8, or what single-byte systems wrote before it. */
  private static String decode(byte[] content) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(java.nio.ByteBuffer.wrap(content))
              .toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(content, Charset.forName("windows-1252"));
    }
  }

  @Override
  public String toString() {
    return "DocumentText[" + pages.size() + " pages]";
  }
}
