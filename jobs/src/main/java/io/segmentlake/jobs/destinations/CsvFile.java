package io.segmentlake.jobs.destinations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A CSV file after RFC 4180, UTF-8. It appears whole or not at all, and only its owner may read it.
 */
public final class CsvFile {
  /**
   * First characters that a spreadsheet takes for a formula or that break its rows, full-width
   * forms included.
   */
  private static final String RISKY = "=+-@\t\r\n\0＝＋－＠";

  /** Who reads the file. */
  public enum Profile {
    /** Values are never altered. */
    MACHINE,
    /** A value that a spreadsheet would run as a formula gets a leading apostrophe. */
    SPREADSHEET
  }

  private final Profile profile;

  public CsvFile(Profile profile) {
    this.profile = profile;
  }

  /** Writes a file, replacing one of that name. */
  public void write(Path file, List<String> header, Iterator<List<String>> rows) {
    try {
      Files.createDirectories(file.getParent());
      Path unpublished =
          Files.createTempFile(
              file.getParent(),
              "." + file.getFileName(),
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (Writer writer = Files.newBufferedWriter(unpublished, StandardCharsets.UTF_8);
          CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180)) {
        printer.printRecord(header);
        while (rows.hasNext()) {
          printer.printRecord(rows.next().stream().map(this::cell).toList());
        }
      }
      Files.move(
          unpublished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private String cell(String value) {
    boolean risky = value != null && !value.isEmpty() && RISKY.indexOf(value.charAt(0)) >= 0;
    return risky && profile == Profile.SPREADSHEET ? "'" + value : value;
  }
}
