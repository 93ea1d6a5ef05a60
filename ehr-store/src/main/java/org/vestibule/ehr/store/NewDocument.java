package org.vestibule.ehr.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file to be attached.
 *
 * @param title its name; control characters are dropped and it is cut to fit
 * @param content opened once and closed
 * @param again whether it is wanted although the patient has a document with the same bytes
 */
public record NewDocument(String title, Content content, boolean again) {
  /** A file that the patient does not have yet. */
  public NewDocument(String title, Content content) {
    this(title, content, false);
  }

  /** Gives the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Opens it. */
    InputStream open() throws IOException;
  }

  @Override
  public String toString() {
    return "NewDocument";
  }
}
