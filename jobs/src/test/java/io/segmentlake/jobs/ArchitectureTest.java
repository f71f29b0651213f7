package io.segmentlake.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Date;
import java.util.Set;
import org.apache.spark.sql.functions;

/** The rules of the layout that the compiler cannot hold. */
@AnalyzeClasses(packages = "io.segmentlake", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String MODELS = "io.segmentlake.models..";
  private static final String PIPELINES = "io.segmentlake.pipelines..";
  private static final String JOBS = "io.segmentlake.jobs..";
  private static final Set<String> SPARK_CLOCKS_AND_DICE =
      Set.of(
          "current_date",
          "curdate",
          "current_timestamp",
          "now",
          "localtimestamp",
          "unix_timestamp",
          "rand",
          "randn",
          "random",
          "uuid",
          "shuffle",
          "monotonically_increasing_id",
          "spark_partition_id");

  @ArchTest
  static final ArchRule modelsKnowNothingOfPipelinesAndJobs =
      noClasses()
          .that()
          .resideInAPackage(MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PIPELINES, JOBS);

  @ArchTest
  static final ArchRule pipelinesKnowNothingOfJobs =
      noClasses()
          .that()
          .resideInAPackage(PIPELINES)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(JOBS);

  @ArchTest
  static final ArchRule onlyPipelinesTouchDelta =
      noClasses()
          .that()
          .resideOutsideOfPackage(PIPELINES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta..");

  @ArchTest
  static final ArchRule onlyModelsTouchMachineLearning =
      noClasses()
          .that()
          .resideOutsideOfPackage(MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark.ml..", "org.apache.spark.mllib..");

  @ArchTest
  static final ArchRule noPackageIsADrawerForEverything =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..", "..utils..", "..common..", "..core..", "..manager..", "..helper..");

  @ArchTest
  static final ArchRule modelsAndPipelinesHaveNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(MODELS, PIPELINES)
          .should()
          .callMethodWhere(describe("reads the clock", ArchitectureTest::readsTheClock))
          .orShould()
          .callConstructor(Date.class);

  @ArchTest
  static final ArchRule modelsAndPipelinesDoNotThrowDice =
      noClasses()
          .that()
          .resideInAnyPackage(MODELS, PIPELINES)
          .should()
          .callMethodWhere(
              describe(
                  "has another result each time",
                  call ->
                      call.getTargetOwner().isEquivalentTo(functions.class)
                          && SPARK_CLOCKS_AND_DICE.contains(call.getName())));

  private static boolean readsTheClock(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    boolean isTimeNow =
        owner.getPackageName().equals("java.time")
            && (call.getName().equals("now") || call.getName().startsWith("system"));
    return isTimeNow
        || (owner.isEquivalentTo(System.class) && call.getName().equals("currentTimeMillis"));
  }
}
