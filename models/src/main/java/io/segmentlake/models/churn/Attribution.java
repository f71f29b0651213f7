package io.segmentlake.models.churn;

import java.io.Serializable;

/** A model's log odds of no order, and how they divide between terms. */
interface Attribution extends Serializable {

  double margin(double[] terms);

  /** The margin of nobody in particular. */
  double base();

  /** What each term adds to the base; together they make up the margin. */
  double[] contributions(double[] terms);
}
