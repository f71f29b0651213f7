package io.segmentlake.jobs.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelsTest {
  @TempDir private Path folder;

  @Test
  void aKernelGetsTheOptionsAsTheyWereGiven() {
    List<String> options = List.of("--shop", "demo", "--lakehouse", "/a folder/with 'quotes'");

    Map<String, String> environment =
        new Kernels(folder, folder, options).environment(Path.of("python"));

    assertThat(Kernels.options(environment)).isEqualTo(options);
    assertThat(Kernels.options(Map.of())).as("outside of a kernel").isEmpty();
    assertThat(Path.of(environment.get("SEGMENTLAKE_NOTEBOOK_LOGS"))).isDirectory();
  }

  @Test
  void aJavaReadsTheFlagsOfThisOneFromAFileOfItsOwnersAlone()
      throws IOException, InterruptedException {
    Map<String, String> environment =
        new Kernels(folder, folder, List.of()).environment(Path.of("python"));
    Path flags = Path.of(environment.get("SEGMENTLAKE_NOTEBOOK_FLAGS"));

    Process java =
        new ProcessBuilder(
                environment.get("SEGMENTLAKE_NOTEBOOK_JAVA"),
                "@" + flags,
                "-XshowSettings:properties",
                "-version")
            .redirectErrorStream(true)
            .start();
    String printed = new String(java.getInputStream().readAllBytes());

    assertThat(java.waitFor()).as(printed).isZero();
    assertThat(Files.readString(flags)).doesNotContain("TieredStopAtLevel");
    // One of the build's own flags.
    assertThat(printed).contains("io.netty.tryReflectionSetAccessible = true");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(flags)))
        .isEqualTo("rw-------");
    assertThat(environment.get("JJAVA_JVM_OPTS")).isEqualTo("@" + flags);
  }
}
