package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.segments.SegmentDefinition;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segments check}: all mistakes of all definitions, without starting Spark. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Print all mistakes of the segment definitions, each with its place.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake segments check                          all of conf/segments",
      "  segmentlake segments check drafts/vip.yaml          a draft, together with the others",
      "  segmentlake segments check --plan                   how the rules will be worked out"
    })
public final class SegmentsCheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A draft; its segments stand for those of the same ids.")
  private Path draft;

  @Option(names = "--plan", description = "Print how the rules will be worked out.")
  private boolean plan;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    SegmentCatalogue catalogue = catalogue(options.configuration().resolve("segments"));
    CatalogueMistakes.print(out, catalogue);
    List<SegmentDefinition> segments = catalogue.segments();
    if (plan && !segments.isEmpty()) {
      out.print(CompiledSegments.of(segments).plan());
    }
    out.printf(
        "%s without mistakes, %s, %s%n",
        CatalogueMistakes.counted(segments.size(), "segment"),
        CatalogueMistakes.counted(catalogue.mistakes().size(), "mistake"),
        CatalogueMistakes.counted(catalogue.warnings().size(), "warning"));
    out.flush();
    return catalogue.mistakes().isEmpty() ? ExitCode.DONE : ExitCode.WRONG;
  }

  private SegmentCatalogue catalogue(Path folder) {
    if (draft == null) {
      return SegmentCatalogue.load(folder);
    }
    if (!Files.isRegularFile(draft)) {
      throw new ParameterException(
          spec.commandLine(), "Cannot check " + draft + ": there is no such file.");
    }
    return SegmentCatalogue.loadWithDraft(folder, draft);
  }
}
