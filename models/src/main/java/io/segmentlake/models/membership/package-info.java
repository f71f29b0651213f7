/** Membership of segments as intervals in valid and in known time. */
package io.segmentlake.models.membership;
