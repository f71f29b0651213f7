package io.segmentlake.jobs.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of raw files, each with its day in its name; some can be held back for a while. */
final class RawFiles {
  private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.[a-z]+$");

  private final Path landing;
  private final Path heldBack;

  /**
   * The files of a landing folder.
   *
   * @param heldBack folder on the same disk for those held back
   */
  RawFiles(Path landing, Path heldBack) {
    this.landing = landing;
    this.heldBack = heldBack;
  }

  /** The day in a file's name. */
  static LocalDate day(Path file) {
    Matcher matcher = DAY.matcher(file.getFileName().toString());
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "Cannot tell the day of a raw file: its name has none (%s). A name ends with year-month-day and the format."
              .formatted(file.getFileName()));
    }
    return LocalDate.parse(matcher.group(1));
  }

  LocalDate lastDay() {
    return files(landing).stream().map(RawFiles::day).max(LocalDate::compareTo).orElseThrow();
  }

  /** Takes files out of the landing folder, as if they had not come yet. */
  void holdBack(Predicate<Path> which) {
    move(files(landing).stream().filter(which).toList(), landing, heldBack);
  }

  /** Puts all files back that were held back. */
  void release() {
    move(files(heldBack), heldBack, landing);
  }

  /** The folder below the landing folder in which a file lies. */
  static String feed(Path file) {
    return file.getParent().getFileName().toString();
  }

  long bytes(Predicate<Path> which) {
    return files(landing).stream().filter(which).mapToLong(f -> f.toFile().length()).sum();
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(f -> !isHidden(f)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static void move(List<Path> files, Path from, Path to) {
    try {
      for (Path file : files) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot move files from " + from + " to " + to, e);
    }
  }
}
