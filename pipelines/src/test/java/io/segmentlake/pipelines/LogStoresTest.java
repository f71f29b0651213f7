package io.segmentlake.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.fs.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogStoresTest {
  @ParameterizedTest
  @CsvSource({
    "/srv/lakehouse, false",
    "lakehouse/demo, false",
    "file:///srv/lakehouse, false",
    "hdfs://cluster/lakehouse, false",
    "s3a://bucket/lakehouse, true"
  })
  void commitsAreConditionalPutsOnS3Alone(String folder, boolean isConditional) {
    assertThat(LogStores.isConditional(new Path(folder))).isEqualTo(isConditional);
  }
}
