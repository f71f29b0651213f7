package io.segmentlake.jobs.report;

import com.samskivert.mustache.Mustache;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.segments.SegmentCatalogue;
import io.segmentlake.models.segments.SegmentNeeds;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.models.sources.StreamMapping;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.pipelines.activation.PermissionAudit;
import io.segmentlake.pipelines.silver.FillRates;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the audit page: who may be written to and on what proof, and what the data lacks. */
public final class Audit {
  private Audit() {}

  /** Reads the run's lakehouse and writes the page; a file of that name is replaced whole. */
  public static void write(RunContext context, Path file) {
    AuditText text =
        AuditText.of(
            context.shop().name(),
            context.asOf(),
            context.startedAt(),
            PermissionAudit.of(context.lakehouse(), context.asOf()),
            FillRates.of(context.lakehouse()),
            needing(context));
    Report.write(page(text), file);
  }

  static String page(AuditText text) {
    StringWriter page = new StringWriter();
    Mustache.compiler()
        .emptyStringIsFalse(true)
        .compile(ReportPage.resource("audit.html"))
        .execute(text, new Style(ReportPage.resource("report.css")), page);
    return page.toString();
  }

  private record Style(String style) {}

  /** Segments by the streams that no mapping has and that they need. */
  private static Map<String, List<String>> needing(RunContext context) {
    Set<String> mapped =
        SourceMapping.load(context.configuration(), context.shop()).stream()
            .flatMap(source -> source.feeds().stream())
            .flatMap(feed -> feed.streams().stream())
            .map(StreamMapping::name)
            .collect(Collectors.toSet());
    SegmentNeeds needs =
        new SegmentNeeds(
            SegmentCatalogue.load(context.configuration().resolve("segments")).orThrow());
    Map<String, List<String>> needing = new LinkedHashMap<>();
    Streams.all().stream()
        .map(Stream::name)
        .filter(name -> !mapped.contains(name))
        .forEach(name -> needing.put(name, needs.needing(name)));
    return needing;
  }
}
