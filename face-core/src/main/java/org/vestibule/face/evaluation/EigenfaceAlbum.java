package org.vestibule.face.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opencv.core.Mat;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.template.EigenfaceEncoder;
import org.vestibule.face.template.EigenfaceModel;
import org.vestibule.face.template.EigenfaceTrainer;
import org.vestibule.face.template.EncoderId;

/**
 * What eigenfaces see, as 8-bit grey PNGs of 56 x 56 pixels: the mean face, the eigenfaces, and
 * everybody's first picture beside what the eigenfaces make of it. Made of faces, so as private as
 * they are.
 *
 * @param images how many pictures the eigenfaces were trained on
 * @param noFace how many pictures could not be used
 * @param eigenfaces largest variance first
 * @param inputs what is seen of each person's first usable picture, by the person's name
 * @param reconstructions the same as the mean and the eigenfaces show it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to be written, and never compared
public record EigenfaceAlbum(
    int images,
    int noFace,
    byte[] meanFace,
    List<byte[]> eigenfaces,
    Map<String, byte[]> inputs,
    Map<String, byte[]> reconstructions) {

  /**
   * Trains eigenfaces on a set of pictures. Takes about 30 ms a picture, and half a minute at most
   * for the training.
   *
   * @param faces a folder for each person, or files {@code Name_0001.jpg} in one folder
   * @param cropped whether a picture without a face found in it is a face from edge to edge
   * @throws CaptureException when the folder holds no faces by name
   * @throws IllegalArgumentException when there are not two different usable pictures
   */
  public static EigenfaceAlbum of(FaceEngine engine, Path faces, boolean cropped)
      throws CaptureException {
    Map<String, FaceSample> first = new TreeMap<>();
    EigenfaceTrainer trainer = new EigenfaceTrainer();
    int images = 0;
    int noFace = 0;
    try {
      for (Map.Entry<String, List<Path>> person : FaceSet.in(faces).people().entrySet()) {
        for (Path file : person.getValue()) {
          Optional<FaceSample> sample = sample(engine, file, cropped);
          images += sample.isPresent() ? 1 : 0;
          noFace += sample.isPresent() ? 0 : 1;
          sample.ifPresent(found -> take(person.getKey(), found, trainer, first));
        }
      }
      return album(images, noFace, trainer, first);
    } finally {
      first.values().forEach(FaceSample::close);
    }
  }

  private static Optional<FaceSample> sample(FaceEngine engine, Path file, boolean cropped) {
    Mat bgr;
    try {
      bgr = Images.read(file);
    } catch (CaptureException e) {
      return Optional.empty();
    }
    try {
      Optional<FaceSample> found = engine.sample(bgr);
      return found.isEmpty() && cropped ? Optional.of(engine.sampleOfCrop(bgr)) : found;
    } finally {
      bgr.release();
    }
  }

  private static void take(
      String person, FaceSample sample, EigenfaceTrainer trainer, Map<String, FaceSample> first) {
    trainer.add(person, sample);
    if (first.putIfAbsent(person, sample) != null) {
      sample.close();
    }
  }

  private static EigenfaceAlbum album(
      int images, int noFace, EigenfaceTrainer trainer, Map<String, FaceSample> first) {
    EigenfaceModel model =
        trainer
            .train(new EncoderId(EigenfaceEncoder.NAME, 1))
            .orElseThrow(() -> new IllegalArgumentException("too few different pictures"));
    List<byte[]> eigenfaces = new ArrayList<>();
    for (int k = 0; k < model.components(); k++) {
      eigenfaces.add(model.eigenfacePng(k));
    }
    Map<String, byte[]> inputs = new TreeMap<>();
    Map<String, byte[]> reconstructions = new TreeMap<>();
    first.forEach(
        (person, sample) -> {
          inputs.put(person, EigenfaceModel.inputPng(sample));
          reconstructions.put(person, model.reconstructionPng(sample));
        });
    return new EigenfaceAlbum(
        images, noFace, model.meanFacePng(), eigenfaces, inputs, reconstructions);
  }

  @Override
  public String toString() {
    return "EigenfaceAlbum[" + eigenfaces.size() + " eigenfaces]";
  }
}
