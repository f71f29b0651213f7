package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.doctor.Finding;
import io.segmentlake.jobs.doctor.MachineChecks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: what is there and what is missing, one line each. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check Java, memory, disk, configuration and lakehouse.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake doctor                                                 the generated shop",
      "  segmentlake doctor --shop online-retail --landing exports/retail   an own shop"
    })
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    Settings settings = options.settings(Instant.now());
    List<Finding> findings = new ArrayList<>();
    findings.addAll(MachineChecks.of(settings.localLakehouse().orElse(Path.of("."))));
    findings.forEach(System.out::println);
    return findings.stream().anyMatch(f -> f.level() == Finding.Level.FAIL)
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }
}
