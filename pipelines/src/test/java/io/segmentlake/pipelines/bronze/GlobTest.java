package io.segmentlake.pipelines.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.csv | a.csv | true | ''",
        "*.csv | sub/a.csv | false | ''",
        "*.csv | a.csv.gz | false | ''",
        "orders/o-*.{csv,csv.gz} | orders/o-1.csv.gz | true | orders",
        "orders/o-*.{csv,csv.gz} | orders/o-1.txt | false | orders",
        "**/x-?.csv | x-1.csv | true | ''",
        "**/x-?.csv | a/b/x-1.csv | true | ''",
        "**/x-?.csv | a/b/x-10.csv | false | ''",
        "sub/**/x.csv | sub/x.csv | true | sub",
        "sub/**/x.csv | subs/x.csv | false | sub",
        "a+b (1)/x.csv | a+b (1)/x.csv | true | a+b (1)",
        "exports/orders | exports/orders | true | exports",
      })
  void matchesPathsBelowAFolder(String glob, String path, boolean matches, String folder) {
    assertThat(Glob.of(glob).matches(path)).isEqualTo(matches);
    assertThat(Glob.of(glob).folder()).isEqualTo(folder);
  }
}
