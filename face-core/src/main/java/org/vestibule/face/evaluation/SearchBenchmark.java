package org.vestibule.face.evaluation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.Template;

/**
 * How long a search takes beside one XOR pass over as many bytes as the rounded references have,
 * with as many threads. The templates are synthetic: independent coordinates, whose best strangers
 * are closer together than those of faces, so that more of them have to be looked at twice.
 */
public final class SearchBenchmark {
  private static final int DIMENSION = 512;
  private static final int TOP = 5;
  private static final int CHUNK = 1 << 19;

  /** Floats, bytes and the baseline's bytes of a million references, and room to work. */
  private static final long MEMORY_A_PERSON = 3_500;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final SplittableRandom random = new SplittableRandom(1);
  private final Consumer<Figure> sink;

  private SearchBenchmark(Consumer<Figure> sink) {
    this.sink = sink;
  }

  /**
   * Measures with 10,000 and 1,000,000 people of one reference.
   *
   * @param sink is given each figure as soon as it is measured
   * @return how many people were measured at most: 10,000 when the heap is too small for more
   */
  public static int run(Consumer<Figure> sink) {
    SearchBenchmark benchmark = new SearchBenchmark(sink);
    benchmark.measure(10_000, 300, "10k");
    if (Runtime.getRuntime().maxMemory() < 1_000_000 * MEMORY_A_PERSON) {
      return 10_000;
    }
    benchmark.measure(1_000_000, 40, "1m");
    return 1_000_000;
  }

  private void measure(int people, int runs, String size) {
    byte[][] bytes = bytes(people);
    boolean parallel = (long) people * DIMENSION >= 32 * CHUNK;
    Sampler xor = Sampler.of(runs, () -> pass(bytes, parallel));
    String baseline = "xor-pass-" + size;
    sink.accept(xor.figure(baseline, "itself", xor));
    EnrolmentDatabase database = new EnrolmentDatabase();
    List<Template> probes = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      Template template = random();
      database.put("p" + person, List.of(template));
      if (person % (people / 10) == 0) {
        probes.add(near(template));
      }
    }
    int[] turn = new int[1];
    Sampler mated =
        Sampler.of(runs, () -> database.candidates(probes.get(turn[0]++ % probes.size()), TOP));
    sink.accept(mated.figure("search-top5-" + size + "-enrolled-probe", baseline, xor));
    Sampler stranger = Sampler.of(runs, () -> database.candidates(random(), TOP));
    sink.accept(stranger.figure("search-top5-" + size + "-stranger-probe", baseline, xor));
    changes(database, people, size);
  }

  private void changes(EnrolmentDatabase database, int people, String size) {
    Sampler changes = Sampler.empty(200);
    for (int i = 0; i < 200; i++) {
      String who = "p" + random.nextInt(people);
      List<Template> templates = List.of(random());
      long start = System.nanoTime();
      database.remove(who);
      database.put(who, templates);
      changes.add((System.nanoTime() - start) / 1e6);
    }
    sink.accept(changes.figure("remove-and-add-one-of-" + size, "itself", changes));
  }

  private static byte[][] bytes(int people) {
    byte[][] bytes = new byte[(int) ((long) people * DIMENSION / CHUNK)][CHUNK];
    for (byte[] chunk : bytes) {
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = (byte) i;
      }
    }
    return bytes;
  }

  private static long pass(byte[][] bytes, boolean parallel) {
    IntStream each = IntStream.range(0, bytes.length);
    return (parallel ? each.parallel() : each)
        .mapToLong(c -> xor(bytes[c]))
        .reduce(0, (a, b) -> a ^ b);
  }

  /** Four at a time, so that memory and not the loop is what takes time. */
  private static long xor(byte[] bytes) {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (int i = 0; i < bytes.length; i += 4 * Long.BYTES) {
      a ^= (long) LONGS.get(bytes, i);
      b ^= (long) LONGS.get(bytes, i + Long.BYTES);
      c ^= (long) LONGS.get(bytes, i + 2 * Long.BYTES);
      d ^= (long) LONGS.get(bytes, i + 3 * Long.BYTES);
    }
    return a ^ b ^ c ^ d;
  }

  private Template random() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (random.nextDouble() - 0.5);
    }
    return unit(vector);
  }

  /** Cosine with the template about 0.7, as of the same face at another time. */
  private Template near(Template template) {
    float[] vector = template.vector();
    float[] other = random().vector();
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] += other[i];
    }
    return unit(vector);
  }

  private static Template unit(float[] vector) {
    double squares = 0;
    for (float v : vector) {
      squares += (double) v * v;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return new Template(DeepEncoder.ID, vector);
  }
}
