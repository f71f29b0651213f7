package io.segmentlake.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What Spark did in a run.
 *
 * @param bytesRead by tasks, from files
 * @param scans of each table, by schema and name
 * @param opened bytes of the files that the scans of each table opened, whatever they read of them
 */
record RunNotes(long bytesRead, Map<String, Integer> scans, Map<String, Long> opened) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static RunNotes read(Path file) {
    try {
      return JSON.readValue(file.toFile(), RunNotes.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read what a run noted in " + file, e);
    }
  }

  void write(Path file) {
    try {
      JSON.writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write what a run noted to " + file, e);
    }
  }
}
