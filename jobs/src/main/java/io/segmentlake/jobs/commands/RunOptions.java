package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.Progress;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.RunLog;
import io.segmentlake.jobs.Settings;
import io.segmentlake.jobs.environments.Environment;
import io.segmentlake.jobs.environments.StoreOptions;
import io.segmentlake.models.shops.Shop;
import io.segmentlake.pipelines.sql.SqlCatalogue;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
      names = "--env",
      paramLabel = "NAME",
      description = {
        "Where folders are and how they are reached: a file in conf/environments",
        "(default: SEGMENTLAKE_ENV, else local)."
      })
  private String environment;

  @Option(
      names = "--lakehouse",
      paramLabel = "DIR",
      description = "Folder of the tables (default: the environment's; ./lakehouse/<shop>).")
  private String lakehouse;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description =
          "Folder with the shop's raw files (default: the environment's; landing in the lakehouse).")
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

  private Environment place;

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
    return RunContext.in(spark(), settings, new Progress(progress));
  }

  /**
   * A context whose session knows the open tables by name, once they are declared in its catalogue.
   *
   * @param scratch folder for tables that SQL makes
   */
  public RunContext reading(PrintStream progress, Instant startedAt, Path scratch) {
    Settings settings = settings(startedAt);
    log(settings);
    Map<String, String> options = spark();
    options.putAll(SqlCatalogue.settings(settings.lakehouse()));
    options.put("spark.sql.warehouse.dir", scratch.toString());
    return RunContext.in(options, settings, new Progress(progress));
  }

  /** These options again, for another process wherever it is started. */
  List<String> arguments(Settings settings) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--shop", shop, "--lakehouse", settings.lakehouse()));
    arguments.addAll(List.of("--landing", settings.landing()));
    arguments.addAll(List.of("--conf", configuration().toAbsolutePath().toString()));
    Optional.ofNullable(environment).ifPresent(name -> arguments.addAll(List.of("--env", name)));
    asOf().ifPresent(date -> arguments.addAll(List.of("--as-of", date.toString())));
    return arguments;
  }

  /** To be called before the first logger is made. */
  void log(Settings settings) {
    RunLog.open(settings);
    if (debug) {
      RunLog.showSpark();
    }
  }

  /** What Spark needs to reach the environment's store, and its other options. */
  Map<String, String> spark() {
    Map<String, String> options = new TreeMap<>(StoreOptions.of(System.getenv()));
    options.putAll(environment().spark());
    return options;
  }

  Settings settings(Instant startedAt) {
    String tables = absolute(lakehouse != null ? lakehouse : environment().lakehouse());
    Path conf = configuration();
    return new Settings(
        shop,
        tables,
        landing().map(RunOptions::absolute).orElse(tables + "/landing"),
        conf,
        Optional.ofNullable(from),
        asOf != null ? asOf : yesterday(conf, startedAt),
        startedAt);
  }

  /**
   * Raw files lie beside the tables unless somebody says where; a lakehouse by name has its own.
   */
  private Optional<String> landing() {
    return landing != null || lakehouse != null
        ? Optional.ofNullable(landing)
        : environment().landing();
  }

  /** Read once: addresses and options of Spark are both from its file. */
  private Environment environment() {
    if (place == null) {
      String name =
          environment != null
              ? environment
              : System.getenv().getOrDefault("SEGMENTLAKE_ENV", Environment.DEFAULT);
      place = Environment.load(configuration(), name, shop, System.getenv());
    }
    return place;
  }

  /** Where no dates are given: the date, and that many before it. */
  void evaluatingDaysBefore(int days, LocalDate lastDate) {
    asOf = asOf != null ? asOf : lastDate;
    from = from != null ? from : asOf.minusDays(days);
  }

  /** The date given; empty for none. */
  public Optional<LocalDate> asOf() {
    return Optional.ofNullable(asOf);
  }

  /** The folder of the configuration. */
  public Path configuration() {
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
