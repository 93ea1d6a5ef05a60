package org.vestibule.app.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.opencv.core.Mat;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.Images;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.detect.DetectedFace;
import org.vestibule.face.evaluation.EigenfaceAlbum;
import org.vestibule.face.evaluation.Evaluation;
import org.vestibule.face.evaluation.EvaluationReport;
import org.vestibule.face.evaluation.EvaluationRequest;
import org.vestibule.face.evaluation.MoireEvaluation;
import org.vestibule.face.evaluation.PadEvaluation;
import org.vestibule.face.evaluation.ReportFolder;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.NativeLibraryException;

/** What can be done with faces without any record. Used by one thread. */
public final class FaceTools implements AutoCloseable {
  /** Pixels of the smallest face that {@code detect} looks for if nobody says otherwise. */
  public static final int LEAST_DETECTED = FaceEngine.LEAST_DETECTED;

  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);

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
  public static FaceTools open(FaceSettings settings, ModelCatalogue models) throws FlowException {
    try {
      return new FaceTools(FaceEngine.open(models, settings), settings);
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

  /**
   * Measures recognition over a set of pictures of people; takes about 30 ms a picture.
   *
   * @param told what is being done and what to know of it, a sentence each
   */
  public EvaluationReport evaluate(EvaluationRequest request, Consumer<String> told)
      throws FlowException {
    try {
      return Evaluation.run(engine, request, told);
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

  /** Measures presentation attack detection over attacks staged from a clip. */
  public Map<PadEvaluation.Species, PadEvaluation.Row> evaluatePad(
      Path clip, int attempts, long seed) throws FlowException {
    try {
      return PadEvaluation.run(
          engine, () -> FrameSources.open(new SourceSpec.Clip(clip), OPEN_LIMIT), attempts, seed);
    } catch (CaptureException e) {
      throw Troubles.of(e);
    } catch (IllegalArgumentException e) {
      throw new FlowException(
          FlowException.Kind.UNREADABLE,
          "EVAL-4",
          "The clip must show one person who looks ahead and turns to both sides: use another.",
          e);
    }
  }

  /** Measures how often the look for a screen's grid speaks, over a folder of pictures. */
  public MoireEvaluation evaluateMoire(Path faces, long seed) throws FlowException {
    try {
      return MoireEvaluation.run(engine, faces, seed);
    } catch (CaptureException e) {
      throw Troubles.of(e);
    }
  }

  /**
   * Writes a report's plots and page into a folder, which is made when missing.
   *
   * @throws FlowException when it cannot be written
   */
  public static void write(EvaluationReport report, Path folder) throws FlowException {
    try {
      ReportFolder.write(report, folder);
    } catch (IOException e) {
      throw new FlowException(
          FlowException.Kind.UNREADABLE,
          "EVAL-6",
          "The report cannot be written; give a folder that may be written to.",
          e);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
