package org.vestibule.app.flow;

import java.nio.file.Path;
import java.util.List;
import org.opencv.core.Mat;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.evaluation.EigenfaceAlbum;
import org.vestibule.face.evaluation.Evaluation;
import org.vestibule.face.evaluation.EvaluationReport;
import org.vestibule.face.evaluation.EvaluationRequest;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.NativeLibraryException;

/** What can be done with faces without any record. Used by one thread. */
public final class FaceTools implements AutoCloseable {
  /** Pixels of the smallest face that {@code detect} looks for if nobody says otherwise. */
  public static final int LEAST_DETECTED = FaceEngine.LEAST_DETECTED;

  private final FaceEngine engine;
  private final FaceSettings settings;

  private FaceTools(FaceEngine engine, FaceSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /**
   * What a picture shows.
   *
   * @param leastHeight pixels from which on faces were looked for
   */
  public record Detected(Path image, List<DetectedFace> faces, int leastHeight) {}

  /** Loads the networks. */
  public static FaceTools open(FaceSettings settings) throws FlowException {
    try {
      return new FaceTools(FaceEngine.open(new ModelCatalogue(), settings), settings);
    } catch (ModelException | NativeLibraryException e) {
      throw Troubles.of(e);
    }
  }

  /** The faces of a picture from the height on that the settings give, most confident first. */
  public Detected detect(Path image) throws FlowException {
    try {
      Mat picture = Images.read(image);
      try {
        int least = settings.leastFaceHeight(picture.cols());
        return new Detected(image, engine.detect(picture, least), least);
      } finally {
        picture.release();
      }
    } catch (CaptureException e) {
      throw Troubles.of(e);
    }
  }

  /** Measures recognition over a set of pictures of people; takes about 30 ms a picture. */
  public EvaluationReport evaluate(EvaluationRequest request) throws FlowException {
    try {
      return Evaluation.run(engine, request);
    } catch (CaptureException e) {
      throw Troubles.of(e);
    } catch (ModelException e) {
      throw Troubles.of(e);
    } catch (IllegalArgumentException e) {
      throw tooFew(e);
    }
  }

  /**
   * Trains eigenfaces on a set of pictures, and writes the mean face, the eigenfaces and
   * everybody's reconstruction as PNG files.
   *
   * @param out made if it is not there; files of the same names are replaced
   */
  public EigenfaceAlbum eigenfaces(Path faces, boolean cropped, Path out) throws FlowException {
    try {
      EigenfaceAlbum album = EigenfaceAlbum.of(engine, faces, cropped);
      new AlbumFiles(out).write(album);
      return album;
    } catch (CaptureException e) {
      throw Troubles.of(e);
    } catch (IllegalArgumentException e) {
      throw tooFew(e);
    }
  }

  private static FlowException tooFew(IllegalArgumentException e) {
    return new FlowException(
        FlowException.Kind.UNREADABLE,
        "EVAL-3",
        "There are too few different pictures to measure with: give at least two people.",
        e);
  }

  @Override
  public void close() {
    engine.close();
  }
}
