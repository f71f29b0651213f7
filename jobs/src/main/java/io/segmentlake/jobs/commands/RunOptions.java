package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.LocalSession;
import io.segmentlake.jobs.Progress;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.RunLog;
import io.segmentlake.jobs.Settings;
import io.segmentlake.models.shops.Shop;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options common to all commands. */
public final class RunOptions {
  @Option(
      names = "--shop",
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "The shop: a file in conf/shops (default: ${DEFAULT-VALUE}).")
  private String shop;

  @Option(
      names = "--lakehouse",
      paramLabel = "DIR",
      description = "Folder of the tables (default: ./lakehouse/<shop>).")
  private String lakehouse;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description = "Folder with the shop's raw files (default: landing in the lakehouse).")
  private String landing;

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      description = "Folder of the configuration (default: conf of this checkout).")
  private Path configuration;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "Business date, for example 2011-12-09 (default: yesterday).")
  private LocalDate asOf;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      converter = BusinessDate.class,
      description = "Evaluate segments at every date from this one to --as-of, in one plan.")
  private LocalDate from;

  @Option(
      names = "--debug",
      description = "Print stack traces and Spark's warnings; they may show values of rows.")
  private boolean debug;

  /** A date as people write it in commands: year, month, day. */
  static final class BusinessDate implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no date. A date is written year-month-day, such as 2011-12-09.");
      }
    }
  }

  public boolean isDebug() {
    return debug;
  }

  /** The context of this run; its instant is the only time the clock is read. */
  RunContext context(PrintStream progress) {
    return context(progress, Instant.now());
  }

  RunContext context(PrintStream progress, Instant startedAt) {
    Settings settings = settings(startedAt);
    log(settings);
    return new RunContext(settings, new Progress(progress), LocalSession::open);
  }

  /** To be called before the first logger is made. */
  void log(Settings settings) {
    RunLog.open(settings);
    if (debug) {
      RunLog.showSpark();
    }
  }

  Settings settings(Instant startedAt) {
    String tables = absolute(lakehouse != null ? lakehouse : "lakehouse/" + shop);
    Path conf = configuration();
    return new Settings(
        shop,
        tables,
        landing != null ? absolute(landing) : tables + "/landing",
        conf,
        Optional.ofNullable(from),
        asOf != null ? asOf : yesterday(conf, startedAt),
        startedAt);
  }

  /** Where no dates are given: the date, and that many before it. */
  void evaluatingDaysBefore(int days, LocalDate lastDate) {
    asOf = asOf != null ? asOf : lastDate;
    from = from != null ? from : asOf.minusDays(days);
  }

  Optional<LocalDate> asOf() {
    return Optional.ofNullable(asOf);
  }

  Path configuration() {
    return configuration != null ? configuration : defaultConfiguration();
  }

  String shop() {
    return shop;
  }

  /** The last business date that has ended in the shop's zone. */
  private LocalDate yesterday(Path conf, Instant startedAt) {
    ZoneId zone = Shop.read(conf, shop, new ArrayList<>()).map(Shop::zone).orElse(ZoneOffset.UTC);
    return LocalDate.ofInstant(startedAt, zone).minusDays(1);
  }

  private static String absolute(String folder) {
    return folder.contains(":/") ? folder : Path.of(folder).toAbsolutePath().normalize().toString();
  }

  /** The launcher says where the checkout is; under spark-submit the working folder has it. */
  private static Path defaultConfiguration() {
    return Path.of(System.getProperty("segmentlake.home", "."), "conf").normalize();
  }
}
