package org.vestibule.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a model file, checks its SHA-256 and hands out its bytes.
 *
 * <p>Models ship with the program. A clinic may keep a folder of its own: a file there that has the
 * name of a shipped one takes its place, if the folder's {@code SHA256SUMS} (as {@code sha256sum}
 * writes it) lists the file with its hash. Each {@link SuppliedModel} is looked for there only.
 *
 * <p>Immutable and thread-safe. Nothing is cached: a model is read once by whoever builds a net.
 */
public final class ModelCatalogue {
  private static final Logger LOG = LoggerFactory.getLogger(ModelCatalogue.class);

  /** The clinic's own list of the files that it trusts. */
  public static final String SUMS_FILE = "SHA256SUMS";

  /** No model known here is a tenth of this; a larger file is somebody's mistake. */
  private static final long LARGEST_BYTES = 512L << 20;

  private final Optional<Path> clinicFolder;
  private final Optional<Path> suppliedFolder;
  private final Shipped shipped;

  /** Opens a shipped file by its name; null when it is not there. */
  @FunctionalInterface
  interface Shipped {
    InputStream open(String file);
  }

  /** Only the models that ship with the program. */
  public ModelCatalogue() {
    this(Optional.empty(), Optional.empty(), ModelCatalogue::resource);
  }

  /**
   * @param clinicFolder the clinic's model folder; need not exist
   */
  public ModelCatalogue(Path clinicFolder) {
    this(Optional.of(clinicFolder), Optional.of(clinicFolder), ModelCatalogue::resource);
  }

  /**
   * The models that ship with the program, and in the folder those that a clinic supplies beside
   * them. Nothing there takes a shipped model's place, so templates keep their meaning.
   *
   * @param folder need not exist
   */
  public static ModelCatalogue withSupplied(Path folder) {
    return new ModelCatalogue(Optional.empty(), Optional.of(folder), ModelCatalogue::resource);
  }

  ModelCatalogue(Optional<Path> clinicFolder, Optional<Path> suppliedFolder, Shipped shipped) {
    this.clinicFolder = clinicFolder;
    this.suppliedFolder = suppliedFolder;
    this.shipped = shipped;
  }

  private static InputStream resource(String file) {
    return ModelCatalogue.class.getResourceAsStream("models/" + file);
  }

  /** The models that Vestibule knows and ships; licences lie beside the files. */
  public enum Model {
    /** UltraFace RFB-320, ONNX; MIT. */
    FACE_DETECTOR(
        "fr_detect.onnx", "6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854"),
    /** 68 landmarks, ONNX; MIT. */
    LANDMARKS(
        "fr_landmark.onnx", "f10b0ba1d2a8a099adefede1ebf3733e44fe370715e7303dbeb7f59c02142258"),
    /** 512-d deep encoder, ONNX; MIT. */
    DEEP_ENCODER(
        "fr_feature.onnx", "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581"),
    /** 128-d dlib ResNet, quantised tfjs weights; MIT, weights public domain. */
    DLIB_ENCODER(
        "face_recognition_model.bin",
        "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589"),
    /** The names, shapes and quantisation of {@link #DLIB_ENCODER}'s weights, JSON; MIT. */
    DLIB_MANIFEST(
        "face_recognition_model-weights_manifest.json",
        "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b"),
    /** Haar cascade haarcascade_frontalface_alt2; Intel licence (BSD style). */
    HAAR_FACE(
        "haarcascade_frontalface_alt2.xml",
        "7b0c967d9abbdfbde025eb9c786947d151b6426040d07a8f9562ed8fd90724b4"),
    /** Haar cascade haarcascade_eye; Intel licence (BSD style). */
    HAAR_EYE(
        "haarcascade_eye.xml", "71cc64fc305a355dc60067880f6fbbd43dd155bd63ee3844661a1bda34b2fd8c");

    private final String file;
    private final String sha256;

    Model(String file, String sha256) {
      this.file = file;
      this.sha256 = sha256;
    }

    /** Name of the file, without a path. */
    public String file() {
      return file;
    }

    /** Of the shipped file: 64 digits of lower-case hex. */
    public String sha256() {
      return sha256;
    }
  }

  /**
   * The model's bytes, verified against its SHA-256.
   *
   * @throws ModelException when the file is missing or damaged; its message is one sentence for a
   *     person, with the model's file name and no path
   */
  public byte[] bytes(Model model) throws ModelException {
    Optional<Path> own = clinicFolder.map(folder -> folder.resolve(model.file));
    if (own.isPresent() && Files.exists(own.get(), LinkOption.NOFOLLOW_LINKS)) {
      return clinicsOwn(model, own.get());
    }
    byte[] bytes = read(model.file, () -> shipped.open(model.file));
    if (!Sha256.of(bytes).equals(model.sha256)) {
      throw new ModelException(
          "The model file "
              + model.file
              + " is damaged (code MODEL-2); install Vestibule again to mend it.");
    }
    return bytes;
  }

  /**
   * The bytes of a model that the clinic supplies, verified to be the published file.
   *
   * @throws ModelException when the file is not there, cannot be read or is another; its message is
   *     one sentence for a person, with the model's file name and no path
   */
  public byte[] bytes(SuppliedModel model) throws ModelException {
    Optional<Path> file = supplied(model);
    if (file.isEmpty()) {
      throw new ModelException(
          "The model file "
              + model.file()
              + " is not in the clinic's model folder (code MODEL-5); copy it there from the OpenCV"
              + " Zoo, or choose another model.");
    }
    byte[] bytes = suppliedBytes(model, file.get());
    if (bytes.length != model.length() || !Sha256.of(bytes).equals(model.sha256())) {
      throw new ModelException(
          "The model file "
              + model.file()
              + " in the clinic's model folder is damaged or another model (code MODEL-6); copy it"
              + " there again from the OpenCV Zoo.");
    }
    return bytes;
  }

  /** The file, whatever it is, if there is one of the name. */
  private Optional<Path> supplied(SuppliedModel model) {
    return suppliedFolder
        .map(folder -> folder.resolve(model.file()))
        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
  }

  private static byte[] suppliedBytes(SuppliedModel model, Path file) throws ModelException {
    try (InputStream in = openClinicFile(file)) {
      // No more than tells a longer file from the right one.
      return in.readNBytes(Math.toIntExact(model.length() + 1));
    } catch (IOException e) {
      LOG.warn("Supplied model file {} cannot be read: {}", model.file(), e.toString());
      throw new ModelException(
          "The model file "
              + model.file()
              + " in the clinic's model folder cannot be read (code MODEL-7); check that it is a"
              + " file, and its rights.",
          e);
    }
  }

  /** Every model, shipped ones first, each looked at now. Reads all files: about 50 MB at most. */
  public List<ModelEntry> entries() {
    List<ModelEntry> entries = new ArrayList<>();
    for (Model model : Model.values()) {
      entries.add(entry(model));
    }
    for (SuppliedModel model : SuppliedModel.values()) {
      entries.add(entry(model));
    }
    return entries;
  }

  private ModelEntry entry(Model model) {
    try {
      String sha256 = Sha256.of(bytes(model));
      ModelEntry.State state =
          sha256.equals(model.sha256) ? ModelEntry.State.SHIPPED : ModelEntry.State.SUPPLIED;
      return new ModelEntry(model.file, state, sha256, Optional.empty());
    } catch (ModelException e) {
      return refused(model.file, model.sha256, e);
    }
  }

  private ModelEntry entry(SuppliedModel model) {
    boolean there = supplied(model).isPresent();
    ModelEntry.State state = there ? ModelEntry.State.SUPPLIED : ModelEntry.State.NOT_SUPPLIED;
    try {
      if (there) {
        bytes(model);
      }
      return new ModelEntry(model.file(), state, model.sha256(), Optional.empty());
    } catch (ModelException e) {
      return refused(model.file(), model.sha256(), e);
    }
  }

  private static ModelEntry refused(String file, String sha256, ModelException e) {
    return new ModelEntry(file, ModelEntry.State.REFUSED, sha256, Optional.of(e.getMessage()));
  }

  private static byte[] clinicsOwn(Model model, Path file) throws ModelException {
    byte[] bytes = read(model.file, () -> openClinicFile(file));
    Optional<String> listed = listedHash(file.resolveSibling(SUMS_FILE), model.file);
    if (listed.isEmpty() || !listed.get().equals(Sha256.of(bytes))) {
      throw new ModelException(
          "The model file "
              + model.file
              + " in the clinic's model folder is not the one that "
              + SUMS_FILE
              + " there lists (code MODEL-3); remove it, or list it.");
    }
    return bytes;
  }

  private static InputStream openClinicFile(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_BYTES) {
      throw new IOException("not a file, or larger than any model");
    }
    return Files.newInputStream(file);
  }

  @FunctionalInterface
  private interface Opener {
    InputStream open() throws IOException;
  }

  private static byte[] read(String file, Opener opener) throws ModelException {
    try (InputStream in = opener.open()) {
      if (in == null) {
        throw new IOException("no such file");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      LOG.warn("Model file {} cannot be read: {}", file, e.toString());
      throw new ModelException(
          "The model file "
              + file
              + " is missing or cannot be read (code MODEL-1); install Vestibule again to mend"
              + " it.",
          e);
    }
  }

  /** The hash that a line {@code hash name} or {@code hash *name} gives for the file. */
  private static Optional<String> listedHash(Path sums, String name) {
    try {
      return Files.readAllLines(sums, StandardCharsets.UTF_8).stream()
          .filter(line -> line.matches("[0-9a-fA-F]{64} [ *].+") && line.substring(66).equals(name))
          .map(line -> line.substring(0, 64).toLowerCase(Locale.ROOT))
          .findFirst();
    } catch (IOException e) {
      LOG.warn("The clinic's {} cannot be read: {}", SUMS_FILE, e.toString());
      return Optional.empty();
    }
  }
}
