package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.models.ModelCard;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models card}: one version of a model, with every baseline that it was held against. */
@Command(
    name = "card",
    mixinStandardHelpOptions = true,
    description = "Show what a model is for, and how good it was beside its baselines.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake models card clv              the version that speaks, or the newest",
      "  segmentlake models card clv --of 2       another one"
    })
public final class ModelsCardCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "Name of the model, as 'models list' shows it.")
  private String model;

  @Option(
      names = "--of",
      paramLabel = "VERSION",
      description = "Version (default: the one that speaks, or else the newest).")
  private Integer version;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      System.out.print(ModelCard.of(context.lakehouse(), model, version, context.asOf()));
      return ExitCode.DONE;
    }
  }
}
