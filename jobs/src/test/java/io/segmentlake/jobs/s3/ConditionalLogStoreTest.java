package io.segmentlake.jobs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.jobs.s3.FaultProxy.Fault;
import io.segmentlake.pipelines.ConditionalLogStore;
import io.segmentlake.pipelines.ConditionalPut.UnsafeStoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ConditionalLogStoreTest {
  @RegisterExtension static final S3Server SERVER = S3Server.checking();
  @RegisterExtension static final S3Server TRUSTING = S3Server.trusting();

  private final Configuration hadoop = new Configuration();

  @Test
  void letsOneOfManyWin() throws Exception {
    reach("races", SERVER, SERVER.address());
    ExecutorService drivers = Executors.newFixedThreadPool(8);
    for (int version = 0; version < 20; version++) {
      Path commit = commit("races", version);
      List<Callable<String>> attempts = new ArrayList<>();
      for (int driver = 0; driver < 8; driver++) {
        String content = "driver " + driver + " version " + version;
        attempts.add(() -> outcome(commit, content));
      }
      List<String> winners = new ArrayList<>();
      for (Future<String> attempt : drivers.invokeAll(attempts)) {
        if (!attempt.get().isEmpty()) {
          winners.add(attempt.get());
        }
      }
      assertThat(winners).containsExactly(read(commit).strip());
    }
    drivers.shutdown();
  }

  /** What was written; empty for who came second. */
  private String outcome(Path commit, String content) throws IOException {
    try {
      write(commit, content);
      return content;
    } catch (FileAlreadyExistsException second) {
      return "";
    }
  }

  @Test
  void knowsItsOwnCommitWhenTheAnswerWasLost() throws IOException {
    try (FaultProxy proxy = first(Fault.LOST, 1)) {
      reach("lost", SERVER, proxy.address());
      write(commit("lost", 0), "mine");

      assertThat(proxy.faults()).containsExactly("lost PUT /lost/table/_delta_log/0.json");
      assertThat(read(commit("lost", 0))).isEqualTo("mine\n");
      assertThatThrownBy(() -> write(commit("lost", 0), "another's"))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
  }

  @Test
  void triesAgainAfterAConflictThatNobodyWon() throws IOException {
    try (FaultProxy proxy = first(Fault.CONFLICT, 2)) {
      reach("conflict", SERVER, proxy.address());
      write(commit("conflict", 0), "mine");

      assertThat(proxy.faults()).hasSize(2);
      assertThat(read(commit("conflict", 0))).isEqualTo("mine\n");
    }
  }

  @Test
  void takesARefusalOfAnotherKindForNoLostRace() throws IOException {
    try (FaultProxy proxy = first(Fault.BAD, 1000)) {
      reach("bad", SERVER, proxy.address());
      assertThatThrownBy(() -> write(commit("bad", 0), "mine"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("400");
    }
  }

  @Test
  void doesNotAskAgainWhereAccessIsDenied() throws IOException {
    try (FaultProxy proxy = first(Fault.DENIED, 1000)) {
      reach("denied", SERVER, proxy.address());
      assertThatThrownBy(() -> write(commit("denied", 0), "mine"))
          .isInstanceOf(AccessDeniedException.class);
      assertThat(proxy.faults()).hasSize(1);
    }
  }

  @Test
  void survivesAStoreThatIsBusy() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (FaultProxy proxy =
        FaultProxy.before(
            SERVER.port(),
            (method, path) -> requests.getAndIncrement() % 2 == 0 ? Fault.BUSY : Fault.NONE)) {
      reach("busy", SERVER, proxy.address());
      write(commit("busy", 0), "mine");
      assertThat(read(commit("busy", 0))).isEqualTo("mine\n");
    }
  }

  @Test
  void refusesAStoreThatIgnoresTheCondition() throws IOException {
    try (FaultProxy proxy =
        FaultProxy.before(TRUSTING.port(), (method, path) -> Fault.UNCONDITIONAL)) {
      reach("gateway", TRUSTING, proxy.address());
      assertThatThrownBy(() -> write(commit("gateway", 0), "mine"))
          .isInstanceOf(UnsafeStoreException.class)
          .hasMessageStartingWith("Cannot keep tables in s3a://gateway: this store ignores")
          .hasMessageContaining("If-None-Match");
    }
  }

  @Test
  void commitsInPartsWhatIsLong() throws IOException {
    reach("parts", SERVER, SERVER.address());
    String content = String.join("\n", Collections.nCopies(1_200_000, "0123456789"));
    write(commit("parts", 0), content);

    assertThat(read(commit("parts", 0))).isEqualTo(content + "\n");
    assertThatThrownBy(() -> write(commit("parts", 0), content.replace('0', '1')))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  /** Meets the first commits, and none of the probes before them. */
  private static FaultProxy first(Fault fault, int times) throws IOException {
    AtomicInteger met = new AtomicInteger();
    return FaultProxy.before(
        SERVER.port(),
        (method, path) ->
            method.equals("PUT") && path.endsWith(".json") && met.getAndIncrement() < times
                ? fault
                : Fault.NONE);
  }

  private void reach(String bucket, S3Server server, String address) {
    server.bucket(bucket, address).forEach(hadoop::set);
  }

  private static Path commit(String bucket, int version) {
    return new Path("s3a://" + bucket + "/table/_delta_log/" + version + ".json");
  }

  private void write(Path commit, String content) throws IOException {
    new ConditionalLogStore(hadoop).write(commit, List.of(content).iterator(), false, hadoop);
  }

  private String read(Path commit) throws IOException {
    try (FSDataInputStream in = commit.getFileSystem(hadoop).open(commit)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
