package io.segmentlake.models.recommendations;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes the list of a person: ALS and affinity, each as shares of all that may be shown, mixed. Who
 * bought less than {@link AlsScores#LEAST_PRODUCTS} different products has a list without ALS; who
 * bought nothing, of best sellers. A list depends on its person alone, however rows are spread.
 */
public final class Recommender implements Lister {
  private static final long serialVersionUID = 1;

  private static final StructType ITEM =
      new StructType()
          .add("product_id", DataTypes.StringType, false)
          .add("score", DataTypes.DoubleType, false)
          .add("source", DataTypes.StringType, false);

  private final Assortment assortment;
  private final Mixture mixture;
  private final AlsScores als;
  private final Affinity affinity;
  private final ListPicker picker;

  public Recommender(Assortment assortment, ItemFactors factors, Mixture mixture, ListRules rules) {
    this.assortment = assortment;
    this.mixture = mixture;
    this.als = new AlsScores(assortment, factors, mixture.popularityPower());
    this.affinity = new Affinity(assortment);
    this.picker = new ListPicker(assortment, rules);
  }

  /**
   * An item of a list.
   *
   * @param score share that the product has of what the person is expected to buy of all that may
   *     be shown; an order, not a probability
   */
  record Item(String product, double score, Source source) {}

  /**
   * One row per person and place: customer_id, rank from 1, product_id, score, source.
   *
   * @param persons customer_id, and purchases as of {@link Purchases}, null for who bought nothing
   */
  public Dataset<Row> recommend(Dataset<Row> persons) {
    return withLists(persons, "list")
        .select(col("customer_id"), posexplode(col("list")))
        .select(
            col("customer_id"),
            col("pos").plus(1).as("rank"),
            col("col.product_id"),
            col("col.score"),
            col("col.source"));
  }

  /** The same rows with each person's list as an array of structs, best first. */
  Dataset<Row> withLists(Dataset<Row> persons, String column) {
    UDF1<Seq<Row>, Row[]> list =
        purchases ->
            list(
                    purchases == null
                        ? List.of()
                        : Purchase.all(CollectionConverters.asJava(purchases)))
                .stream()
                .map(item -> RowFactory.create(item.product(), item.score(), item.source().text()))
                .toArray(Row[]::new);
    return persons.withColumn(
        column, udf(list, new ArrayType(ITEM, false)).apply(col(Purchases.COLUMN)));
  }

  @Override
  public List<String> products(List<Purchase> purchases) {
    return list(purchases).stream().map(Item::product).toList();
  }

  /** A person's list, best first. */
  List<Item> list(List<Purchase> purchases) {
    boolean[] allowed = picker.allowed(purchases);
    double[] own = affinity.of(purchases);
    double[] others = mixture.als() > 0 ? als.of(purchases) : null;
    scale(own, allowed, others == null ? 1 : 1 - mixture.als());
    double[] scores = own.clone();
    if (others != null) {
      scale(others, allowed, mixture.als());
      for (int i = 0; i < scores.length; i++) {
        scores[i] += others[i];
      }
    }
    return picker.pick(scores, allowed).stream()
        .map(i -> item(i, scores[i], others != null && others[i] > own[i], purchases))
        .toList();
  }

  private Item item(int place, double score, boolean isOfAls, List<Purchase> purchases) {
    Assortment.Product product = assortment.products().get(place);
    if (isOfAls) {
      return new Item(product.id(), score, Source.ALS);
    }
    boolean isOwn =
        purchases.stream()
            .anyMatch(
                p ->
                    p.product().equals(product.id())
                        || (product.category() != null
                            && product
                                .category()
                                .equals(assortment.categories().get(p.product()))));
    return new Item(product.id(), score, isOwn ? Source.AFFINITY : Source.BEST_SELLER);
  }

  /** Makes what is allowed sum up to a total; where there is nothing, it stays. */
  private static void scale(double[] scores, boolean[] allowed, double total) {
    double sum =
        IntStream.range(0, scores.length).filter(i -> allowed[i]).mapToDouble(i -> scores[i]).sum();
    for (int i = 0; sum > 0 && i < scores.length; i++) {
      scores[i] *= total / sum;
    }
  }
}
