/** One setting chooses the catalog; lake and sink do the same on each. */
@NullMarked
package io.candlelake.catalogs;

import org.jspecify.annotations.NullMarked;
