package io.segmentlake.jobs.airflow;

import io.segmentlake.jobs.Schedule;
import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When Airflow runs the jobs of a schedule, as {@code conf/schedules/<name>.yaml} says. The DAG
 * file reads the same files; here they are checked, and dates become the instants of runs.
 *
 * @param jobs what runs
 * @param every {@code day}, or a day of the week in lower case
 * @param at local time in the shop's zone
 */
public record AirflowSchedule(Schedule jobs, String every, LocalTime at) {
  private static final String ENDING = ".yaml";
  private static final List<String> DAYS =
      List.of("day", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final int WEEK_IN_SECONDS = 7 * 24 * 60 * 60;
  private static final int WEEK_IN_MINUTES = 7 * 24 * 60;

  /**
   * All schedules, in the order of their files' names.
   *
   * @param configuration folder that holds {@code schedules}
   * @throws ConfigurationException with all that is wrong
   */
  public static List<AirflowSchedule> load(Path configuration) {
    List<Mistake> mistakes = new ArrayList<>();
    List<AirflowSchedule> schedules = new ArrayList<>();
    for (Path file : files(configuration.resolve("schedules"))) {
      String shown = "conf/schedules/" + file.getFileName();
      YamlReader.read(file, shown, mistakes)
          .flatMap(map -> schedule(map, nameOf(file), mistakes))
          .ifPresent(schedules::add);
    }
    if (schedules.isEmpty() && mistakes.isEmpty()) {
      Location nowhere = new Location("conf/schedules", 1, 1);
      mistakes.add(Mistake.at(nowhere, "", "there is no file; write one, such as daily.yaml"));
    }
    ConfigurationException.throwIfAny(mistakes);
    return schedules;
  }

  /** The id of its DAG. */
  public String name() {
    return nameOf(jobs);
  }

  static String nameOf(Schedule jobs) {
    return jobs.name().toLowerCase(Locale.ROOT);
  }

  /** When the run for a business date is due: at the time of day, on the day after. */
  public Instant dueFor(LocalDate asOf, ZoneId zone) {
    return asOf.plusDays(1).atTime(at).atZone(zone).toInstant();
  }

  /** The business date of the run due then: the day before. */
  public static LocalDate asOf(Instant due, ZoneId zone) {
    return LocalDate.ofInstant(due, zone).minusDays(1);
  }

  /** For people: {@code every sunday at 01:00}. */
  public String text() {
    return "every " + every + " at " + at;
  }

  private static Optional<AirflowSchedule> schedule(
      YamlMap map, String file, List<Mistake> mistakes) {
    int before = mistakes.size();
    Fields fields = new Fields(map, mistakes);
    List<String> known = Stream.of(Schedule.values()).map(AirflowSchedule::nameOf).toList();
    fields.required("schedule", "which jobs, one of " + String.join(", ", known));
    Optional<String> jobs = fields.oneOf("schedule", known);
    jobs.filter(name -> !name.equals(file))
        .ifPresent(
            name -> mistakes.add(map.mistake("'schedule' must be the file's name, " + file)));
    fields.required("every", "day, or a day of the week");
    Optional<String> every = fields.oneOf("every", DAYS);
    fields.required("at", "a time in quotes, such as \"03:00\"");
    Optional<LocalTime> at = fields.converted("at", AirflowSchedule::time, "a time, such as 03:00");
    whole(fields, map, mistakes, "retries", 0, 20);
    whole(fields, map, mistakes, "retry-seconds", 1, WEEK_IN_SECONDS);
    whole(fields, map, mistakes, "longest-retry-seconds", 1, WEEK_IN_SECONDS);
    whole(fields, map, mistakes, "deadline-minutes", 1, WEEK_IN_MINUTES);
    whole(fields, map, mistakes, "tasks-at-once", 1, 100);
    fields.finish();
    return mistakes.size() > before
        ? Optional.empty()
        : Optional.of(
            new AirflowSchedule(
                Schedule.valueOf(jobs.orElseThrow().toUpperCase(Locale.ROOT)),
                every.orElseThrow(),
                at.orElseThrow()));
  }

  /** A number that Airflow alone needs. */
  private static void whole(
      Fields fields, YamlMap map, List<Mistake> mistakes, String key, int minimum, int maximum) {
    if (map.value(key).isEmpty()) {
      mistakes.add(map.mistake("'" + key + "' is missing; write a whole number"));
    }
    fields.integer(key, minimum, maximum);
  }

  private static LocalTime time(String text) {
    if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
      throw new IllegalArgumentException(text);
    }
    return LocalTime.parse(text);
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }
}
