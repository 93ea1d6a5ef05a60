package org.vestibule.face.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vestibule.face.detect.FaceSample;

/**
 * Collects samples and trains a {@link CnnModel} on them: normalised softmax, Adam (Kingma and Ba
 * 2015), every sample mirrored and shifted at random, half of the fully connected layer's inputs
 * dropped. The same samples in the same order and the same seed give the same model, with however
 * many threads: gradients are made picture by picture and added in a fixed order. For one thread.
 */
public final class CnnTrainer {
  private static final int FIRST_MAPS = 8;
  private static final int SECOND_MAPS = 16;
  private static final int FEATURES = 96;
  private static final int EPOCHS = 40;

  /** Few samples are gone through more often: the descent takes so many steps at least. */
  private static final int FEWEST_STEPS = 150;

  private static final int BATCH = 16;
  private static final int LARGEST_SHIFT = 3;
  private static final float KEPT = 0.5f;
  private static final double RATE = 2e-3;

  /** What the network sees of one person's sample. */
  private record Example(String person, float[] picture) {}

  private final List<Example> examples = new ArrayList<>();

  /** Adds a person's sample, of which only a small grey picture is kept. */
  public void add(String person, FaceSample sample) {
    examples.add(new Example(person, CnnModel.picture(sample)));
  }

  /**
   * Trains. Takes about 0.13 s a sample on two threads, at the lowest priority; an interrupt ends
   * it.
   *
   * @param id the new model's
   * @param threads how many work at it, at least 1; the result does not depend on it
   * @return empty when the samples are not of two people at least
   * @throws CancellationException when the thread is interrupted
   */
  public Optional<CnnModel> train(EncoderId id, long seed, int threads) {
    List<String> people =
        List.copyOf(new TreeSet<>(examples.stream().map(Example::person).toList()));
    if (people.size() < 2) {
      return Optional.empty();
    }
    CnnShape shape = new CnnShape(CnnModel.SIDE, FIRST_MAPS, SECOND_MAPS, FEATURES, people.size());
    float[] weights = beginning(shape, new SplittableRandom(seed));
    ExecutorService workers = Executors.newFixedThreadPool(threads, CnnTrainer::worker);
    try {
      new Descent(shape, weights, people, seed, workers, threads).run();
    } finally {
      workers.shutdownNow();
    }
    return Optional.of(new CnnModel(id, shape, weights, people));
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "cnn-training");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /** He et al. 2015: variance 2 / inputs before a rectifier. */
  static float[] beginning(CnnShape shape, SplittableRandom random) {
    float[] weights = new float[shape.weights()];
    int area = CnnShape.FILTER * CnnShape.FILTER;
    fill(weights, shape.firstFilters(), shape.firstBias(), 2.0 / area, random);
    double second = 2.0 / (area * shape.firstMaps());
    fill(weights, shape.secondFilters(), shape.secondBias(), second, random);
    fill(weights, shape.connections(), shape.connectionBias(), 1.0 / shape.flat(), random);
    fill(weights, shape.directions(), shape.weights(), 1.0 / shape.features(), random);
    return weights;
  }

  /** Uniform values of this variance. */
  private static void fill(
      float[] weights, int from, int to, double variance, SplittableRandom random) {
    double bound = Math.sqrt(3 * variance);
    for (int i = from; i < to; i++) {
      weights[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }

  /** The descent of one training. */
  private final class Descent {
    private static final double MEMORY = 0.9;
    private static final double SQUARE_MEMORY = 0.999;

    private final CnnShape shape;
    private final float[] weights;
    private final int[] targets;
    private final long seed;
    private final ExecutorService workers;
    private final CnnPass[] passes;
    private final float[][] gradients;
    private final float[] mean;
    private final float[] square;
    private int steps;

    Descent(
        CnnShape shape,
        float[] weights,
        List<String> people,
        long seed,
        ExecutorService workers,
        int threads) {
      this.shape = shape;
      this.weights = weights;
      this.targets = examples.stream().mapToInt(e -> people.indexOf(e.person())).toArray();
      this.seed = seed;
      this.workers = workers;
      this.passes = new CnnPass[threads];
      Arrays.setAll(passes, t -> new CnnPass(shape));
      this.gradients = new float[BATCH][weights.length];
      this.mean = new float[weights.length];
      this.square = new float[weights.length];
    }

    void run() {
      int batches = (targets.length + BATCH - 1) / BATCH;
      int epochs = Math.max(EPOCHS, FEWEST_STEPS / batches);
      int all = epochs * batches;
      for (int epoch = 0; epoch < epochs; epoch++) {
        int[] order = shuffled(new SplittableRandom(mixed(epoch, -1)));
        for (int from = 0; from < order.length; from += BATCH) {
          int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
          learn(epoch, batch);
          // Down to nothing along a half cosine (Loshchilov and Hutter 2017).
          step(batch.length, RATE * 0.5 * (1 + StrictMath.cos(Math.PI * steps / all)));
        }
      }
    }

    private long mixed(int epoch, int example) {
      return seed * 0x9E3779B97F4A7C15L + epoch * 1_000_003L + example;
    }

    private int[] shuffled(SplittableRandom random) {
      int[] order = new int[targets.length];
      for (int i = 0; i < order.length; i++) {
        int j = random.nextInt(i + 1);
        order[i] = order[j];
        order[j] = i;
      }
      return order;
    }

    /** Each worker takes every so-manieth picture; each picture has a gradient of its own. */
    private void learn(int epoch, int[] batch) {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < passes.length; t++) {
        int worker = t;
        done.add(
            workers.submit(
                () -> {
                  for (int i = worker; i < batch.length; i += passes.length) {
                    learn(passes[worker], epoch, batch[i], gradients[i]);
                  }
                }));
      }
      for (Future<?> one : done) {
        await(one);
      }
    }

    private void await(Future<?> work) {
      try {
        work.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("the training was interrupted");
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }

    private void learn(CnnPass pass, int epoch, int example, float[] gradient) {
      Arrays.fill(gradient, 0);
      SplittableRandom random = new SplittableRandom(mixed(epoch, example));
      float[] picture = varied(examples.get(example).picture(), random);
      float[] keep = new float[shape.flat()];
      for (int j = 0; j < keep.length; j++) {
        keep[j] = random.nextDouble() < KEPT ? 1 / KEPT : 0;
      }
      pass.learn(weights, picture, targets[example], keep, gradient);
    }

    private void step(int pictures, double rate) {
      steps++;
      double meanScale = 1 / (1 - StrictMath.pow(MEMORY, steps));
      double squareScale = 1 / (1 - StrictMath.pow(SQUARE_MEMORY, steps));
      for (int w = 0; w < weights.length; w++) {
        float sum = 0;
        for (int i = 0; i < pictures; i++) {
          sum += gradients[i][w];
        }
        float slope = sum / pictures;
        mean[w] += (float) ((1 - MEMORY) * (slope - mean[w]));
        square[w] += (float) ((1 - SQUARE_MEMORY) * (slope * slope - square[w]));
        weights[w] -=
            (float) (rate * mean[w] * meanScale / (Math.sqrt(square[w] * squareScale) + 1e-8));
      }
    }
  }

  /** The picture mirrored or not, and shifted; what comes in from outside is 0. */
  private static float[] varied(float[] picture, SplittableRandom random) {
    int side = CnnModel.SIDE;
    boolean mirror = random.nextBoolean();
    int right = random.nextInt(-LARGEST_SHIFT, LARGEST_SHIFT + 1);
    int down = random.nextInt(-LARGEST_SHIFT, LARGEST_SHIFT + 1);
    float[] varied = new float[picture.length];
    for (int y = Math.max(0, down); y < Math.min(side, side + down); y++) {
      for (int x = Math.max(0, right); x < Math.min(side, side + right); x++) {
        int from = mirror ? side - 1 - (x - right) : x - right;
        varied[y * side + x] = picture[(y - down) * side + from];
      }
    }
    return varied;
  }
}
