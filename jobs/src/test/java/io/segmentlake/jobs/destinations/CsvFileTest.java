package io.segmentlake.jobs.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  private static final List<List<String>> ROWS =
      List.of(
          List.of("=1+1", "a,b"),
          List.of("＝1", "say \"no\""),
          List.of("-5", "ok"),
          List.of("x=1", ""));

  @TempDir Path folder;

  @Test
  void altersNothingForMachines() throws IOException {
    assertThat(written(CsvFile.Profile.MACHINE))
        .isEqualTo("id,text\r\n=1+1,\"a,b\"\r\n＝1,\"say \"\"no\"\"\"\r\n-5,ok\r\nx=1,\r\n");
  }

  @Test
  void disarmsFormulasForSpreadsheets() throws IOException {
    assertThat(written(CsvFile.Profile.SPREADSHEET))
        .isEqualTo("id,text\r\n'=1+1,\"a,b\"\r\n'＝1,\"say \"\"no\"\"\"\r\n'-5,ok\r\nx=1,\r\n");
  }

  @Test
  void leavesTheFileToItsOwnerAndNothingElseBeside() throws IOException {
    written(CsvFile.Profile.MACHINE);

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("x.csv"))))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  private String written(CsvFile.Profile profile) throws IOException {
    Path file = folder.resolve("x.csv");
    new CsvFile(profile).write(file, List.of("id", "text"), ROWS.iterator());
    return Files.readString(file);
  }
}
