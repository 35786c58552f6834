@NullMarked
package io.candlelake.lake.audit;

import org.jspecify.annotations.NullMarked;
