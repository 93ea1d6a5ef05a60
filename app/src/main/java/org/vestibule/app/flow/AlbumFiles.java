package org.vestibule.app.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.vestibule.face.evaluation.EigenfaceAlbum;

/** Writes the pictures of eigenfaces into a folder. */
final class AlbumFiles {
  private final Path folder;

  AlbumFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * {@code mean.png}, {@code eigenface-001.png}, {@code Name-input.png}, {@code Name-rebuilt.png}.
   */
  void write(EigenfaceAlbum album) throws FlowException {
    try {
      Files.createDirectories(folder);
      put("mean.png", album.meanFace());
      for (int k = 0; k < album.eigenfaces().size(); k++) {
        put(String.format(Locale.ROOT, "eigenface-%03d.png", k + 1), album.eigenfaces().get(k));
      }
      for (Map.Entry<String, byte[]> input : album.inputs().entrySet()) {
        put(input.getKey() + "-input.png", input.getValue());
        put(input.getKey() + "-rebuilt.png", album.reconstructions().get(input.getKey()));
      }
    } catch (IOException e) {
      throw new FlowException(
          FlowException.Kind.UNREADABLE,
          "EVAL-4",
          "The pictures cannot be written there: name a folder that you may write into.",
          e);
    }
  }

  private void put(String name, byte[] png) throws IOException {
    Files.write(folder.resolve(name), png);
  }
}
