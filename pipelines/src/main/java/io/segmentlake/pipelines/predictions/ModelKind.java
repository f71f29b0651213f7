package io.segmentlake.pipelines.predictions;

import io.segmentlake.models.churn.ChurnRisks;
import io.segmentlake.models.clv.ValueModels;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.predictions.PredictiveModel;
import io.segmentlake.models.propensity.CampaignConversion;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.uplift.CampaignUplift;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The models that speak of people: what each fills, and how a saved one is loaded. */
public enum ModelKind {
  CLV(ValueModels::load, PredictionColumns.CLV, PredictionColumns.NEXT_ORDER),
  CHURN(ChurnRisks::load, PredictionColumns.CHURN),
  UPLIFT(CampaignUplift::load, PredictionColumns.UPLIFT),
  CONVERSION(CampaignConversion::load, PredictionColumns.CONVERSION);

  private final Function<String, PredictiveModel> loader;
  private final List<Table> tables;

  ModelKind(Function<String, PredictiveModel> loader, Table... tables) {
    this.loader = loader;
    this.tables = List.of(tables);
  }

  /** As the registry and the command line call it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public List<Table> tables() {
    return tables;
  }

  /** Whether it fills one of the columns. */
  boolean fillsAny(Set<String> columns) {
    return tables.stream()
        .flatMap(table -> PredictionColumns.told(table).stream())
        .anyMatch(column -> columns.contains(column.name()));
  }

  PredictiveModel load(String folder) {
    return loader.apply(folder);
  }
}
