package io.segmentlake.models.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {

  @Test
  void givesNoTableTwoColumnsOfOneName() {
    for (Stream stream : Streams.all()) {
      Table bronze = stream.bronze();
      assertThat(bronze.columns().stream().map(Column::name).toList())
          .as(bronze.fullName())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void declaresTheColumnsThatAStreamNames() {
    for (Stream stream : Streams.all()) {
      List<String> columns = stream.columns().stream().map(StreamColumn::name).toList();
      assertThat(columns).as(stream.name()).containsAll(stream.key());
      assertThat(columns).as(stream.name()).containsAll(stream.versionColumn().stream().toList());
    }
  }
}
