package io.segmentlake.models.sources;

import io.segmentlake.models.expression.Node;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.StreamColumn;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a feed's records become rows of one stream.
 *
 * @param stream that gets the rows
 * @param keep the stream takes a record only where this is true; empty: it takes all
 * @param columns an expression over the raw columns for each column that is mapped
 */
public record StreamMapping(Stream stream, Optional<Node> keep, Map<StreamColumn, Node> columns) {

  public StreamMapping {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  public String name() {
    return stream.name();
  }

  public boolean maps(String column) {
    return columns.keySet().stream().anyMatch(c -> c.name().equals(column));
  }

  /** Whether the mapping gives all columns that name a record of the stream. */
  public boolean mapsKey() {
    return stream.key().stream().allMatch(this::maps);
  }

  /** The mapped column with the shop's own customer number. */
  public Optional<StreamColumn> idColumn() {
    return columns.keySet().stream().filter(c -> c.type() == StreamColumn.Type.ID).findFirst();
  }

  /** The mapped column that tells when a record occurred, or else when it was made. */
  Optional<String> occurredColumn() {
    return stream.at().filter(this::maps).or(() -> stream.version().filter(this::maps));
  }

  /** Mapped columns that may be stored outside the contacts tables, in the stream's order. */
  public List<StreamColumn> openColumns() {
    return stream.columns().stream()
        .filter(columns::containsKey)
        .collect(Collectors.toUnmodifiableList());
  }
}
