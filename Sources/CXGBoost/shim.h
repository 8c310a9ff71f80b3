// Gradient-boosted trees of the XGBoost project (Apache-2.0): its C interface.
#include <xgboost/c_api.h>
