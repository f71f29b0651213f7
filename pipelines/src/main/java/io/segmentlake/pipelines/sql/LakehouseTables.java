package io.segmentlake.pipelines.sql;

import io.segmentlake.models.features.FeatureColumns;
import io.segmentlake.models.features.ShopStatistics;
import io.segmentlake.models.mart.Mart;
import io.segmentlake.models.mart.MartView;
import io.segmentlake.models.predictions.PredictionColumns;
import io.segmentlake.models.propensity.PropensityTables;
import io.segmentlake.models.recommendations.RecommendationTables;
import io.segmentlake.models.sql.SqlTables;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.models.training.Experiments;
import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.activation.Deliveries;
import io.segmentlake.pipelines.bronze.BronzeTables;
import io.segmentlake.pipelines.features.CustomerCategory;
import io.segmentlake.pipelines.features.CustomerDay;
import io.segmentlake.pipelines.measurement.Fairness;
import io.segmentlake.pipelines.ops.Freshness;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.predictions.Drift;
import io.segmentlake.pipelines.predictions.ModelMetrics;
import io.segmentlake.pipelines.predictions.ModelRegistry;
import io.segmentlake.pipelines.predictions.Outcomes;
import io.segmentlake.pipelines.segments.SegmentTables;
import io.segmentlake.pipelines.silver.Silver;
import java.util.ArrayList;
import java.util.List;

/**
 * All tables of a lakehouse, written yet or not: they follow from contracts, so that nobody has to
 * look what folders there are, and no restart is needed when a first row comes.
 */
public final class LakehouseTables {
  private LakehouseTables() {}

  /** Those that are stored, restricted ones included. */
  public static List<Table> stored() {
    List<Table> tables = new ArrayList<>();
    tables.addAll(
        List.of(
            SegmentTables.MEMBERSHIP,
            SegmentTables.SIZES,
            SegmentTables.CHANGES,
            SegmentTables.DEFINITIONS,
            SegmentTables.EVALUATIONS,
            FeatureColumns.CUSTOMER,
            CustomerDay.TABLE,
            CustomerCategory.TABLE,
            ShopStatistics.SHOP));
    tables.addAll(PredictionColumns.tables());
    tables.addAll(
        List.of(
            PropensityTables.PROPENSITY,
            RecommendationTables.RECOMMENDATIONS,
            RecommendationTables.COMPLEMENTS,
            ModelRegistry.TABLE,
            ModelMetrics.TABLE,
            Outcomes.TABLE,
            Drift.TABLE,
            Fairness.TABLE,
            Snapshots.TABLE,
            Experiments.TABLE,
            Deliveries.TABLE,
            Runs.TABLE,
            Freshness.TABLE));
    tables.addAll(Silver.tables());
    Streams.all().stream().map(Stream::bronze).forEach(tables::add);
    tables.addAll(List.of(BronzeTables.FILES, BronzeTables.CONTACTS, BronzeTables.QUARANTINE));
    return tables;
  }

  /** What SQL can name: the mart first, since it is made for that. */
  public static SqlTables all() {
    List<Table> tables = new ArrayList<>(Mart.views().stream().map(MartView::table).toList());
    tables.addAll(stored());
    return new SqlTables(tables);
  }
}
