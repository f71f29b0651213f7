package io.segmentlake.pipelines.ops;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What the manifest remembers of a table.
 *
 * @param version Delta version that the last recorded run left
 * @param filesHash of all files that it left
 * @param commitsHash of the commits up to that version
 */
public record RecordedTable(long version, String filesHash, String commitsHash) {

  static RecordedTable of(Row row) {
    return new RecordedTable(
        row.getAs("version"), row.getAs("files_hash"), row.getAs("commits_hash"));
  }

  /** Whether the table's files are those that the last recorded run left, and no others. */
  public boolean isUntouched(TableFiles now) {
    return filesHash.equals(now.hash());
  }

  /**
   * What is wrong with the table's files, in words; empty for a sound table, which may have commits
   * of a run that was killed before it could record them.
   */
  public Optional<String> damage(Lakehouse lakehouse, Table table, TableFiles now) {
    if (isUntouched(now)) {
      return Optional.empty();
    }
    if (!commitsHash.equals(now.commitsHash(version))) {
      return Optional.of("its commits up to version " + version + " are not those recorded");
    }
    Map<String, Long> live = new TreeMap<>(lakehouse.liveFiles(table));
    live.entrySet().removeIf(file -> file.getValue().equals(now.sizes().get(file.getKey())));
    return live.isEmpty()
        ? Optional.empty()
        : Optional.of(
            live.size()
                + " of its data files are missing or of another size ("
                + live.keySet().iterator().next()
                + ")");
  }
}
