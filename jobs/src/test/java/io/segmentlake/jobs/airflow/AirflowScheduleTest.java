package io.segmentlake.jobs.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmentlake.jobs.Schedule;
import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirflowScheduleTest {
  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
  private static final AirflowSchedule DAILY =
      new AirflowSchedule(Schedule.DAILY, "day", LocalTime.of(3, 0));

  @TempDir Path configuration;

  @Test
  void readsTheFilesOfThisCheckout() {
    assertThat(AirflowSchedule.load(Path.of("../conf")))
        .containsExactly(
            DAILY,
            new AirflowSchedule(Schedule.MAINTENANCE, "saturday", LocalTime.of(5, 0)),
            new AirflowSchedule(Schedule.TRAINING, "sunday", LocalTime.of(1, 0)));
  }

  @Test
  void saysAllMistakesOfAllFilesAtOnce() throws IOException {
    write("daily", "schedule: dayly\nevery: day\nat: 3:00\nretries: many\n");
    write(
        "weekly",
        """
        schedule: training
        every: sunda
        at: "24:00"
        retries: 1
        retry-seconds: 0
        longest-retry-seconds: 1
        deadline-minutes: 1
        task-at-once: 1
        """);

    assertThat(mistakes())
        .containsExactlyInAnyOrder(
            "conf/schedules/daily.yaml:1:11 schedule: unknown word 'dayly'; one of daily, training,"
                + " maintenance (did you mean 'daily'?)",
            "conf/schedules/daily.yaml:3:5 at: '3:00' is not a time, such as 03:00",
            "conf/schedules/daily.yaml:4:10 retries: 'many' is not a whole number from 0 to 20",
            "conf/schedules/daily.yaml:1:1 'retry-seconds' is missing; write a whole number",
            "conf/schedules/daily.yaml:1:1 'longest-retry-seconds' is missing; write a whole"
                + " number",
            "conf/schedules/daily.yaml:1:1 'deadline-minutes' is missing; write a whole number",
            "conf/schedules/daily.yaml:1:1 'tasks-at-once' is missing; write a whole number",
            "conf/schedules/weekly.yaml:1:1 'schedule' must be the file's name, weekly",
            "conf/schedules/weekly.yaml:2:8 every: unknown word 'sunda'; one of day, monday,"
                + " tuesday, wednesday, thursday, friday, saturday, sunday (did you mean"
                + " 'sunday'?)",
            "conf/schedules/weekly.yaml:3:5 at: '24:00' is not a time, such as 03:00",
            "conf/schedules/weekly.yaml:5:16 retry-seconds: '0' is not a whole number from 1 to"
                + " 604800",
            "conf/schedules/weekly.yaml:1:1 'tasks-at-once' is missing; write a whole number",
            "conf/schedules/weekly.yaml:8:1 unknown key 'task-at-once' (did you mean"
                + " 'tasks-at-once'?)");
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThat(mistakes())
        .containsExactly("conf/schedules:1:1 there is no file; write one, such as daily.yaml");
  }

  @Test
  void runsADateInTheNightAfterIt() {
    assertThat(DAILY.dueFor(LocalDate.parse("2026-06-30"), PRAGUE))
        .isEqualTo(Instant.parse("2026-07-01T01:00:00Z"));
    assertThat(DAILY.dueFor(LocalDate.parse("2026-12-31"), PRAGUE))
        .isEqualTo(Instant.parse("2027-01-01T02:00:00Z"));
  }

  @Test
  void knowsTheDateOfARunInNightsInWhichClocksChange() {
    for (String date : List.of("2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25")) {
      LocalDate asOf = LocalDate.parse(date);
      assertThat(AirflowSchedule.asOf(DAILY.dueFor(asOf, PRAGUE), PRAGUE)).isEqualTo(asOf);
    }
  }

  private void write(String name, String yaml) throws IOException {
    Files.createDirectories(configuration.resolve("schedules"));
    Files.writeString(configuration.resolve("schedules/" + name + ".yaml"), yaml);
  }

  private List<String> mistakes() {
    return catchThrowableOfType(
            ConfigurationException.class, () -> AirflowSchedule.load(configuration))
        .mistakes()
        .stream()
        .map(Mistake::toString)
        .toList();
  }
}
