package org.vestibule.app.flow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.face.capture.CameraFeed;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.LatestFrame;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.evaluation.Figure;
import org.vestibule.face.evaluation.PipelineBenchmark;
import org.vestibule.face.evaluation.SearchBenchmark;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.face.pipeline.Identification;
import org.vestibule.natives.ModelCatalogue;
import org.vestibule.natives.ModelException;
import org.vestibule.natives.OpenCv;

/** The benchmarks behind the numbers in the READMEs. Used by one thread. */
public final class Benchmarks {
  private static final String PICTURES = "/org/vestibule/app/demo/";
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);
  private static final long PREVIEW_MILLIS = 10_000;
  private static final double CAMERA_RATE = 30;
  private static final int REPORTS = 6;

  private final Optional<Path> clip;
  private final int minutes;
  private final int megabytes;

  /** What can be measured. */
  public enum Name {
    PIPELINE,
    SEARCH,
    PREVIEW,
    SOAK,
    DOCUMENTS,
    IMPORT
  }

  /** A figure that is not a time. */
  public record Count(String name, double value, String unit) {}

  /**
   * @param clip MJPG AVI to measure on; the demo's when empty
   * @param minutes how much video the soak works through, at 15 frames a second
   * @param megabytes of each document
   */
  public Benchmarks(Optional<Path> clip, int minutes, int megabytes) {
    this.clip = clip;
    this.minutes = minutes;
    this.megabytes = megabytes;
  }

  /** Runs one; each figure is handed on as soon as it is there. */
  public void run(Name name, Consumer<Figure> times, Consumer<Count> counts) throws FlowException {
    OpenCv.load();
    try {
      switch (name) {
        case PIPELINE -> pipeline(times);
        case SEARCH -> search(times, counts);
        case PREVIEW -> withClip(file -> preview(file, counts));
        case SOAK -> withClip(file -> soak(file, counts));
        case DOCUMENTS -> new DocumentBenchmark(megabytes, counts).run();
        case IMPORT -> new ImportBenchmark(counts).run();
      }
    } catch (ModelException | CaptureException e) {
      throw Troubles.of(e);
    } catch (IOException e) {
      throw new FlowException(
          Kind.UNREADABLE, "BEN-1", "The benchmark's files cannot be read or written.", e);
    }
  }

  private static void pipeline(Consumer<Figure> times) throws ModelException, IOException {
    try (InputStream in = resource("portraits/astronaut.png")) {
      MatOfByte bytes = new MatOfByte(in.readAllBytes());
      Mat portrait = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_COLOR);
      bytes.release();
      try {
        PipelineBenchmark.run(new ModelCatalogue(), portrait, times);
      } finally {
        portrait.release();
      }
    }
  }

  private static void search(Consumer<Figure> times, Consumer<Count> counts) {
    int people = SearchBenchmark.run(times);
    counts.accept(new Count("search measured, more needs -Xmx5g", people, "people at most"));
  }

  /** A clip played as a 30-a-second camera into the windows' preview: how many pictures arrive. */
  private static void preview(Path file, Consumer<Count> counts) {
    AtomicLong pictures = new AtomicLong();
    try (CameraFeed feed =
            new CameraFeed(() -> new Endless(file, CAMERA_RATE), (state, why) -> {});
        LatestFrame slot = feed.subscribe()) {
      Preview preview = new Preview();
      try (Subscription told = preview.onNew(pictures::incrementAndGet)) {
        preview.follow(slot);
        feed.start();
        Thread.sleep(1_000);
        pictures.set(0);
        long began = System.nanoTime();
        Thread.sleep(PREVIEW_MILLIS);
        double seconds = (System.nanoTime() - began) / 1e9;
        counts.accept(new Count("preview pictures", pictures.get() / seconds, "a second"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void soak(Path file, Consumer<Count> counts)
      throws ModelException, CaptureException, IOException {
    long frames = minutes * 60L * 15;
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
        Identification door = engine.identification(new EnrolmentDatabase());
        FrameSource source = new Endless(file, 15)) {
      for (long i = 0; i <= frames; i++) {
        if (i % Math.max(1, frames / REPORTS) == 0) {
          counts.accept(
              new Count(
                  "resident after " + Math.round(i / 15.0 / 60) + " minutes of video",
                  residentMegabytes(),
                  "MB"));
        }
        try (Frame frame = source.next().orElseThrow()) {
          door.observe(frame);
        }
      }
    }
  }

  /** Resident memory of this process; 0 where the system does not tell. */
  private static double residentMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  /** Work on a clip. */
  private interface OnClip {
    void run(Path file) throws ModelException, CaptureException, IOException;
  }

  private void withClip(OnClip work) throws ModelException, CaptureException, IOException {
    if (clip.isPresent()) {
      work.run(clip.get());
      return;
    }
    Path file = Files.createTempFile("vestibule-bench", ".avi");
    try {
      try (InputStream in = resource("arrival.avi")) {
        Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      work.run(file);
    } finally {
      Files.delete(file);
    }
  }

  private static InputStream resource(String name) {
    return Benchmarks.class.getResourceAsStream(PICTURES + name);
  }

  /** A clip over and over, its frames numbered and timed through. */
  private static final class Endless implements FrameSource {
    private final Path file;
    private final double rate;
    private FrameSource source;
    private long index;

    Endless(Path file, double rate) throws CaptureException {
      this.file = file;
      this.rate = rate;
      this.source = FrameSources.open(new SourceSpec.Clip(file), OPEN_LIMIT);
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
      Optional<Frame> frame = source.next();
      if (frame.isEmpty()) {
        source.close();
        source = FrameSources.open(new SourceSpec.Clip(file), OPEN_LIMIT);
        frame = source.next();
      }
      return frame.map(
          raw -> new Frame(index, Duration.ofNanos((long) (index++ * 1e9 / rate)), raw.bgr()));
    }

    @Override
    public boolean live() {
      return false;
    }

    @Override
    public double framesPerSecond() {
      return rate;
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
