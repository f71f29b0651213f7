package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.doctor.ConfigurationChecks;
import io.segmentlake.jobs.doctor.Finding;
import io.segmentlake.jobs.doctor.LakehouseChecks;
import io.segmentlake.jobs.doctor.MachineChecks;
import io.segmentlake.jobs.doctor.ShopChecks;
import io.segmentlake.jobs.doctor.StoreChecks;
import java.nio.file.Path;
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
    try (RunContext context = options.context(System.out)) {
      Settings settings = context.settings();
      boolean isWell =
          print(MachineChecks.of(settings.localLakehouse().orElse(Path.of("."))))
              & print(ConfigurationChecks.of(settings.configuration(), settings.shop()))
              & print(ShopChecks.of(settings, System.getenv()))
              & lakehouse(context);
      return isWell ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** A store that cannot be reached has no tables to look at. */
  private static boolean lakehouse(RunContext context) {
    return print(StoreChecks.of(context)) && print(LakehouseChecks.of(context));
  }

  /**
   * Prints findings as they come, since Spark takes its time; returns whether none is a failure.
   */
  private static boolean print(List<Finding> findings) {
    findings.forEach(System.out::println);
    return findings.stream().noneMatch(f -> f.level() == Finding.Level.FAIL);
  }
}
