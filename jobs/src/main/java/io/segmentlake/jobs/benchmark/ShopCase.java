package io.segmentlake.jobs.benchmark;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A shop to measure with.
 *
 * @param name for people
 * @param shop its name in {@code conf/shops}
 * @param script the DuckDB script that reads its raw files
 * @param folder with its landing folder and its lakehouse, for this benchmark alone
 * @param asOf the day of its last files
 */
record ShopCase(String name, String shop, String script, Path folder, LocalDate asOf) {

  Path landing() {
    return folder.resolve("landing");
  }

  Path lakehouse() {
    return folder.resolve("lakehouse");
  }

  RawFiles files() {
    return new RawFiles(landing(), folder.resolve("held-back"));
  }

  /** Arguments of a command of the product over this shop. */
  List<String> arguments(String command, Path lakehouse, LocalDate date) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(List.of("--shop", shop, "--landing", landing().toString()));
    arguments.addAll(List.of("--lakehouse", lakehouse.toString(), "--as-of", date.toString()));
    return arguments;
  }

  /** DuckDB's task of reading this shop, followed by scripts, writing tables. */
  DuckDb.Task task(DuckDb duckDb, LocalDate date, List<String> scripts, List<String> tables) {
    List<String> all = new ArrayList<>(List.of(script));
    all.addAll(scripts);
    Map<String, String> results = new TreeMap<>();
    tables.forEach(t -> results.put(t, duckDb.result(t).toString()));
    return new DuckDb.Task(
        Map.of("landing", landing().toString(), "as_of", date.toString()), all, results);
  }
}
