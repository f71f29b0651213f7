package io.segmentlake.jobs.report;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.models.shops.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;

/**
 * Writes the page of a day: one HTML file with everything inside.
 *
 * @param file where it stands
 * @param date the business date it is of: the last one up to the run's with an evaluation
 */
public record Report(Path file, LocalDate date) {

  /** Reads the run's lakehouse and writes the page; a file of that name is replaced whole. */
  public static Report write(RunContext context, Path file) {
    Shop shop = Shop.load(context.configuration(), context.settings().shop());
    ReportData data =
        new ReportReader(context.lakehouse())
            .read(shop.name(), shop.currency(), context.asOf(), context.startedAt());
    write(ReportPage.of(data), file);
    return new Report(file, data.date());
  }

  static void write(String page, Path file) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path fresh = target.resolveSibling("." + target.getFileName() + ".part");
      Files.writeString(fresh, page, StandardCharsets.UTF_8);
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the report to " + file, e);
    }
  }
}
