package org.vestibule.face.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.Images;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.face.template.Template;
import org.vestibule.face.template.TemplateKey;
import org.vestibule.natives.ModelCatalogue;

/** What renewable templates cost, and what one face under two keys scores, on press photographs. */
@Tag("measure")
class RenewalMeasureTest {
  private static final int PEOPLE = 1468;

  private final TemplateKey one = TemplateKey.random(new SecureRandom());
  private final TemplateKey two = TemplateKey.random(new SecureRandom());

  private static Gallery gallery() throws Exception {
    FaceSet faces = FaceSet.in(TestPictures.data("faces/lfw"));
    List<List<Optional<Template>>> people = new ArrayList<>();
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults())) {
      for (List<Path> files : faces.people().values()) {
        List<Optional<Template>> own = new ArrayList<>();
        for (Path file : files.subList(0, Math.min(6, files.size()))) {
          own.add(Optional.of(template(engine, file)));
        }
        people.add(own);
      }
    }
    return new Gallery(people);
  }

  private static Template template(FaceEngine engine, Path file) throws Exception {
    Mat bgr = Images.read(file);
    try (FaceSample sample = engine.sample(bgr).orElseGet(() -> engine.sampleOfCrop(bgr))) {
      return engine.encode(sample);
    } finally {
      bgr.release();
    }
  }

  private static Gallery each(Gallery gallery, UnaryOperator<Template> change) {
    return new Gallery(
        gallery.people().stream()
            .map(own -> own.stream().map(t -> t.map(change)).toList())
            .toList());
  }

  private static double tar(Gallery gallery, String rate) {
    return new PairEvaluation(new Pairs(gallery))
        .trueAccepts(new PeopleBootstrap(gallery.size(), 1))
        .get(rate)
        .value();
  }

  @Test
  void costsNothingAndTwoKeysAreStrangers() throws Exception {
    Gallery plain = gallery();
    assertEquals(PEOPLE, plain.size());
    Gallery turned = each(plain, one::protect);
    Gallery renewed = each(turned, template -> two.protect(one.open(template)));
    double[] across = across(turned, renewed);
    double[] strangers = strangers(plain);
    double threshold = 0.36;
    String text =
        String.format(
            Locale.ROOT,
            "TAR at FAR 1e-3: plain %.4f, under a key %.4f, renewed %.4f%n"
                + "TAR at FAR 1e-4: plain %.4f, under a key %.4f, renewed %.4f%n"
                + "one sample under two keys (%d): mean %.4f, deviation %.4f, highest %.3f,"
                + " above %.2f: %d%n"
                + "two people under one key (%d): mean %.4f, deviation %.4f, highest %.3f,"
                + " above %.2f: %d%n",
            tar(plain, "1e-3"),
            tar(turned, "1e-3"),
            tar(renewed, "1e-3"),
            tar(plain, "1e-4"),
            tar(turned, "1e-4"),
            tar(renewed, "1e-4"),
            across.length,
            mean(across),
            deviation(across),
            highest(across),
            threshold,
            above(across, threshold),
            strangers.length,
            mean(strangers),
            deviation(strangers),
            highest(strangers),
            threshold,
            above(strangers, threshold));
    write(text);
    assertEquals(tar(plain, "1e-3"), tar(renewed, "1e-3"), 0.001);
    assertEquals(tar(plain, "1e-4"), tar(renewed, "1e-4"), 0.001);
    assertEquals(0, mean(across), 0.02);
    assertTrue(deviation(across) <= deviation(strangers));
    assertTrue(
        (double) above(across, threshold) / across.length
            <= (double) above(strangers, threshold) / strangers.length);
  }

  private static void write(String text) throws IOException {
    Path results = Files.createDirectories(Path.of("target", "accuracy"));
    Files.writeString(results.resolve("renewal.txt"), text);
  }

  /** Every sample under one key beside itself under another, by the bare vectors. */
  private static double[] across(Gallery turned, Gallery renewed) {
    List<Double> scores = new ArrayList<>();
    for (int p = 0; p < turned.size(); p++) {
      List<Optional<Template>> own = turned.people().get(p);
      for (int i = 0; i < own.size(); i++) {
        scores.add(bare(own.get(i), renewed.people().get(p).get(i)));
      }
    }
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double bare(Optional<Template> a, Optional<Template> b) {
    float[] x = a.orElseThrow().vector();
    float[] y = b.orElseThrow().vector();
    double dot = 0;
    for (int i = 0; i < x.length; i++) {
      dot += (double) x[i] * y[i];
    }
    return dot;
  }

  private static double[] strangers(Gallery gallery) {
    double[] scores = new double[gallery.size() * (gallery.size() - 1) / 2];
    int next = 0;
    for (int a = 0; a < gallery.size(); a++) {
      Template one = gallery.people().get(a).get(0).orElseThrow();
      for (int b = a + 1; b < gallery.size(); b++) {
        scores[next++] = one.cosine(gallery.people().get(b).get(0).orElseThrow());
      }
    }
    return scores;
  }

  private static double mean(double[] scores) {
    return java.util.Arrays.stream(scores).average().orElseThrow();
  }

  private static double deviation(double[] scores) {
    double mean = mean(scores);
    return Math.sqrt(
        java.util.Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).average().orElseThrow());
  }

  private static double highest(double[] scores) {
    return java.util.Arrays.stream(scores).max().orElseThrow();
  }

  private static long above(double[] scores, double threshold) {
    return java.util.Arrays.stream(scores).filter(s -> s >= threshold).count();
  }
}
