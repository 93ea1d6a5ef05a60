package org.vestibule.app.flow;

import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.natives.ModelCatalogue;

/** Where a clinic's models are: shipped ones with the program, supplied ones in its own folder. */
public final class Models {
  /** Names the folder, if it is not {@code models} in the data folder. */
  static final String FOLDER_PROPERTY = "vestibule.models";

  private Models() {}

  /**
   * @param data the data folder
   */
  public static ModelCatalogue of(Path data) {
    return ModelCatalogue.withSupplied(folder(data));
  }

  /** The clinic's model folder; need not exist. */
  public static Path folder(Path data) {
    return Optional.ofNullable(System.getProperty(FOLDER_PROPERTY))
        .map(Path::of)
        .orElseGet(() -> data.resolve("models"));
  }
}
