package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.opencv.core.Mat;
import org.vestibule.app.flow.EnrolmentWork.Rejected;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.Images;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.pipeline.EnrolmentOutcome;

/**
 * Pictures of one person for enrolment, decoded one at a time. Remembers the name of each and what
 * could not be read. For one pass on one thread.
 */
final class EnrolmentPictures implements Iterable<Mat>, AutoCloseable {
  private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);

  /** More frames of a camera or clip than this tell nothing new of a face. */
  private static final int MOST_FRAMES = 30;

  private final Reader reader;
  private final List<String> names = new ArrayList<>();
  private final List<String> read = new ArrayList<>();
  private final List<Rejected> unreadable = new ArrayList<>();
  private Optional<Mat> current = Optional.empty();

  /** Gives one picture after the other. */
  private interface Reader extends AutoCloseable {
    /** The next picture, or empty at the end; unreadable ones are noted and passed over. */
    Optional<Mat> next();

    @Override
    void close();
  }

  private EnrolmentPictures(SourceSpec source) throws CaptureException, FlowException {
    if (source instanceof SourceSpec.ImageFolder images) {
      reader = new Files(Images.in(images.folder()));
    } else {
      reader = new Frames(FrameSources.open(source, OPEN_LIMIT));
    }
  }

  static EnrolmentPictures open(SourceSpec source) throws FlowException {
    try {
      return new EnrolmentPictures(source);
    } catch (CaptureException e) {
      throw Troubles.of(e);
    }
  }

  @Override
  public Iterator<Mat> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (current.isEmpty()) {
          current = reader.next();
        }
        return current.isPresent();
      }

      @Override
      public Mat next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        release();
        Mat picture = current.orElseThrow();
        lent = Optional.of(picture);
        current = Optional.empty();
        return picture;
      }
    };
  }

  private Optional<Mat> lent = Optional.empty();

  private void release() {
    lent.ifPresent(Mat::release);
    lent = Optional.empty();
  }

  /** Everything not used, by name, in order of reading. */
  List<Rejected> rejected(List<EnrolmentOutcome.Rejected> byEngine) {
    List<Rejected> all = new ArrayList<>(unreadable);
    for (EnrolmentOutcome.Rejected one : byEngine) {
      all.add(new Rejected(names.get(one.index()), one.reason().name(), one.reason().advice()));
    }
    all.sort(Comparator.comparingInt(one -> read.indexOf(one.picture())));
    return all;
  }

  /** Why there was nothing to enrol, in a sentence. */
  String nothing(List<Rejected> rejected) {
    if (rejected.isEmpty()) {
      return "There is no picture to enrol from: give a folder with pictures of the person.";
    }
    return rejected.size() == 1
        ? "The picture cannot be used, as said above: take another."
        : "None of the "
            + rejected.size()
            + " pictures can be used, each as said above: take others.";
  }

  @Override
  public void close() {
    release();
    current.ifPresent(Mat::release);
    reader.close();
  }

  /** A folder's files. */
  private final class Files implements Reader {
    private final Iterator<Path> files;

    Files(List<Path> files) throws FlowException {
      if (files.isEmpty()) {
        throw new FlowException(
            Kind.UNREADABLE,
            "ENR-4",
            "This folder has no pictures: give one with JPEG, PNG, BMP or PNM files.");
      }
      this.files = files.iterator();
    }

    @Override
    public Optional<Mat> next() {
      while (files.hasNext()) {
        Path file = files.next();
        String name = file.getFileName().toString();
        read.add(name);
        try {
          Mat picture = Images.read(file);
          names.add(name);
          return Optional.of(picture);
        } catch (CaptureException e) {
          unreadable.add(new Rejected(name, e.reason().name(), Troubles.of(e).getMessage()));
        }
      }
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  /** The first frames of a camera or clip. */
  private final class Frames implements Reader {
    private final FrameSource source;

    Frames(FrameSource source) {
      this.source = source;
    }

    @Override
    public Optional<Mat> next() {
      if (names.size() >= MOST_FRAMES) {
        return Optional.empty();
      }
      try {
        Optional<Frame> frame = source.next();
        frame.ifPresent(f -> names.add("frame " + f.index()));
        frame.ifPresent(f -> read.add("frame " + f.index()));
        return frame.map(Frame::bgr);
      } catch (CaptureException e) {
        read.add("frame " + names.size());
        unreadable.add(
            new Rejected("frame " + names.size(), e.reason().name(), Troubles.of(e).getMessage()));
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
