package io.segmentlake.jobs.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Empties and copies folders of the benchmark's own. */
final class Folders {
  private Folders() {}

  /** Makes the folder, without anything in it. */
  static void empty(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        for (Path path : all(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot empty " + folder, e);
    }
  }

  /** Copies a folder with all that is in it to where nothing is yet. */
  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      for (Path path : all(from)) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + from + " to " + to, e);
    }
  }

  /** Each folder before what is in it. */
  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().toList();
    }
  }
}
