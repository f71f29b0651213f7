package io.segmentlake.jobs.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.models.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @TempDir Path conf;

  @Test
  void namesFoldersOfThisMachineWhereThereAreNoFiles() {
    assertThat(Environment.load(conf, "local", "shop", Map.of()))
        .isEqualTo(new Environment("lakehouse/shop", Optional.empty(), Map.of()));
  }

  @Test
  void fillsInShopAndVariables() throws IOException {
    write(
        """
        lakehouse: s3a://${BUCKET}/lakehouse/{shop}
        landing: s3a://${BUCKET}/landing/{shop}
        launch: spark-submit --master ${MASTER} segmentlake.jar
        spark:
          spark.hadoop.fs.s3a.connection.maximum: "50"
        """);
    assertThat(Environment.load(conf, "s3", "demo", Map.of("BUCKET", "lake")))
        .isEqualTo(
            new Environment(
                "s3a://lake/lakehouse/demo",
                Optional.of("s3a://lake/landing/demo"),
                Map.of("spark.hadoop.fs.s3a.connection.maximum", "50")));
  }

  @Test
  void listsAllThatIsWrong() throws IOException {
    write(
        """
        lakehouse: s3a://${BUCKET}/lake
        landingg: x
        spark:
          fs.s3a.endpoint: x
        """);
    assertThatThrownBy(() -> Environment.load(conf, "s3", "demo", Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("conf/environments/s3.yaml:1:18")
        .hasMessageContaining("the variable BUCKET is not set")
        .hasMessageContaining("unknown key 'landingg'")
        .hasMessageContaining("begin with 'spark.'");
    assertThatThrownBy(() -> Environment.load(conf, "s4", "demo", Map.of()))
        .hasMessageContaining("there is no such environment");
  }

  @Test
  void takesWhatAmazonsToolsTake() {
    assertThat(StoreOptions.of(Map.of())).isEmpty();
    assertThat(StoreOptions.of(Map.of("AWS_DEFAULT_REGION", "eu-central-1")))
        .isEqualTo(Map.of("spark.hadoop.fs.s3a.endpoint.region", "eu-central-1"));
    assertThat(
            StoreOptions.of(
                Map.of("AWS_ENDPOINT_URL", "http://a:1", "AWS_ENDPOINT_URL_S3", "http://b:2")))
        .isEqualTo(
            Map.of(
                "spark.hadoop.fs.s3a.endpoint", "http://b:2",
                "spark.hadoop.fs.s3a.endpoint.region", "us-east-1",
                "spark.hadoop.fs.s3a.path.style.access", "true"));
  }

  private void write(String yaml) throws IOException {
    Files.createDirectories(conf.resolve("environments"));
    Files.writeString(conf.resolve("environments").resolve("s3.yaml"), yaml);
  }
}
