package org.vestibule.ehr.record;

/**
 * A sentence of a document, word for word, and where it stands.
 *
 * @param page from 1; a text without pages is one
 * @param offset of its first character in the page's text, from 0
 * @param text the sentence, runs of white space as one space
 */
public record SummarySentence(int page, int offset, String text) {
  public SummarySentence {
    Checks.present(text);
    if (page < 1 || offset < 0) {
      throw new IllegalArgumentException("pages count from 1, offsets from 0");
    }
  }

  @Override
  public String toString() {
    return "SummarySentence[page " + page + ", " + offset + "]";
  }
}
