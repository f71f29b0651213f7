package io.segmentlake.jobs.doctor;

import java.util.Locale;

/**
 * One line of the doctor.
 *
 * @param level how bad it is
 * @param subject what was looked at
 * @param message what was found and, unless all is well, what to do
 */
public record Finding(Level level, String subject, String message) {

  /** How bad a finding is. */
  public enum Level {
    OK,
    /** Works, with less than there could be. */
    WARN,
    /** Some command will fail. */
    FAIL
  }

  static Finding ok(String subject, String message) {
    return new Finding(Level.OK, subject, message);
  }

  static Finding warn(String subject, String message) {
    return new Finding(Level.WARN, subject, message);
  }

  static Finding fail(String subject, String message) {
    return new Finding(Level.FAIL, subject, message);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%-4s  %-13s  %s", level.name().toLowerCase(Locale.ROOT), subject, message);
  }
}
