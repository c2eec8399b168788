import "@/theme/element";
import "@/theme/base.css";
